// The forest plot, one drawing per row. Positions are in percent of the column and heights in em, so that the rows of any
// width and height share one axis; the numbers stand in the cells beside, so the drawings are hidden from screen readers.
import { svg } from "./dom.js";

/** @typedef {NonNullable<import("./index.js").Row["graphic"]>} Graphic */
/** @typedef {import("./index.js").Axis} Axis */
/** @typedef {import("./index.js").Tick} Tick */

/** Where in a row the mark stands: the middle of the first line. Follows the cell's padding in style.css. */
const MIDDLE = "1.25em";
const AXIS_HEIGHT = "1.9em";

/** @param {number} share 0..1 */
const percent = (share) => `${Math.round(share * 1e5) / 1e3}%`;

/** @param {(Node | string)[]} children */
function drawing(...children) {
  return svg("svg", { class: "plot", "aria-hidden": "true", focusable: "false" }, ...children);
}

/** @param {Axis} axis @returns {SVGElement[]} */
function nullLine(axis) {
  if (!(axis.nullAt >= 0 && axis.nullAt <= 1)) return [];
  const x = percent(axis.nullAt);
  // A pixel beyond the row at the top: neighbouring lines join at any zoom.
  return [svg("line", { class: "null", x1: x, x2: x, y1: "-1", y2: "100%" })];
}

/** @param {Graphic | null} graphic @param {Axis} axis */
export function rowDrawing(graphic, axis) {
  if (!graphic) return drawing(...nullLine(axis));
  const marks = [];
  if (!graphic.pointOutside || graphic.lower !== graphic.upper) {
    marks.push(svg("line", { class: "whisker", x1: percent(graphic.lower), x2: percent(graphic.upper), y1: MIDDLE, y2: MIDDLE }));
  }
  if (graphic.clippedLower) marks.push(arrow(graphic.lower, -1));
  if (graphic.clippedUpper) marks.push(arrow(graphic.upper, 1));
  if (graphic.pointOutside) {
    // Nothing of the estimate is inside the axis: the arrow at its side says where it went.
    const right = graphic.point > 0.5;
    if (!(right ? graphic.clippedUpper : graphic.clippedLower)) marks.push(arrow(right ? 1 : 0, right ? 1 : -1));
  } else {
    marks.push(square(graphic.point, Math.max(4, 15 * graphic.size)));
  }
  return drawing(...nullLine(axis), ...marks);
}

/** By its style, which can mix units: a drawing inside the drawing for each would take a browser longer to paint. @param {number} share @param {number} side */
function square(share, side) {
  const box = svg("rect", { class: "box-mark", width: side, height: side });
  box.style.setProperty("x", `calc(${percent(share)} - ${side / 2}px)`);
  box.style.setProperty("y", `calc(${MIDDLE} - ${side / 2}px)`);
  return box;
}

/** @param {number} share @param {1 | -1} towards */
function arrow(share, towards) {
  return svg("svg", { x: percent(share), y: MIDDLE, overflow: "visible" }, svg("path", { class: "arrow", d: `M0 -4.5L${7 * towards} 0L0 4.5z` }));
}

/** Share of the axis that a character of a label takes, in a column that is wide, narrow, or squeezed by long numbers. */
const WIDE = 0.028;
const NARROW = 0.085;
const SQUEEZED = 0.13;

/**
 * The ticks whose labels stand clear of each other; the null value comes first, then left to right.
 * @param {Axis} axis @param {number} character its share of the axis
 */
function clearTicks(axis, character) {
  const fromNull = (/** @type {Tick} */ tick) => Number(Math.abs(tick.at - axis.nullAt) > 1e-6);
  /** @type {Set<Tick>} */
  const clear = new Set();
  for (const tick of [...axis.ticks].sort((a, b) => fromNull(a) - fromNull(b) || a.at - b.at)) {
    if ([...clear].every((other) => Math.abs(other.at - tick.at) >= character * ((other.label.length + tick.label.length) / 2 + 0.8))) clear.add(tick);
  }
  return clear;
}

/** @param {Axis} axis @param {import("./messages.js").Messages} messages */
export function axisDrawing(axis, messages) {
  const wide = clearTicks(axis, WIDE);
  const narrow = clearTicks(axis, NARROW);
  const squeezed = clearTicks(axis, SQUEEZED);
  const parts = axis.ticks.map((tick) => {
    const x = percent(tick.at);
    const label = svg("text", { x, y: "1.05em", "text-anchor": "middle", class: squeezed.has(tick) ? null : narrow.has(tick) ? "mid" : "mid minor" }, messages.figures(tick.label));
    return svg("g", {},
      ...(wide.has(tick) ? [label] : []),
      svg("line", { x1: x, x2: x, y1: "1.45em", y2: AXIS_HEIGHT }));
  });
  return drawing(svg("line", { x1: "0", x2: "100%", y1: AXIS_HEIGHT, y2: AXIS_HEIGHT }), ...parts);
}
