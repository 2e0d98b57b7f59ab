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

/** @typedef {[name: string, attributes: Record<string, string>, style?: Record<string, string>]} Mark an element; its style can mix units */

/** @param {string} name @param {number} from @param {number} to @param {string} top @param {string} bottom @returns {Mark} */
const line = (name, from, to, top, bottom) => ["line", { class: name, x1: percent(from), x2: percent(to), y1: top, y2: bottom }];

/** @param {Graphic | null} graphic @param {Axis} axis */
function marksOf(graphic, { nullAt }) {
  // A pixel beyond the row at the top: neighbouring lines join at any zoom.
  const marks = nullAt >= 0 && nullAt <= 1 ? [line("null", nullAt, nullAt, "-1", "100%")] : [];
  if (!graphic) return marks;
  const { point, lower, upper, clippedLower, clippedUpper, pointOutside, size } = graphic;
  if (!pointOutside || lower !== upper) marks.push(line("whisker", lower, upper, MIDDLE, MIDDLE));
  if (clippedLower) marks.push(arrow(lower, -1));
  if (clippedUpper) marks.push(arrow(upper, 1));
  if (!pointOutside) marks.push(square(point, Math.max(4, 15 * size)));
  // Nothing of the estimate is inside the axis: the arrow at its side says where it went.
  else if (point > 0.5 ? !clippedUpper : !clippedLower) marks.push(arrow(Math.round(point), point > 0.5 ? 1 : -1));
  return marks;
}

/** A drawing inside the drawing for each would take a browser longer to paint. @param {number} share @param {number} side @returns {Mark} */
const square = (share, side) => ["rect", { class: "box-mark", width: String(side), height: String(side) },
  { x: `calc(${percent(share)} - ${side / 2}px)`, y: `calc(${MIDDLE} - ${side / 2}px)` }];

/** @param {number} share @param {1 | -1} towards @returns {Mark} */
const arrow = (share, towards) => ["path", { class: "arrow", d: `M0 -4.5L${7 * towards} 0L0 4.5z` }, { translate: `${percent(share)} ${MIDDLE}` }];

/**
 * The drawing of a row. What is drawn already is moved: that takes a browser less than to draw it anew.
 * @param {Graphic | null} graphic @param {Axis} axis @param {Element} [drawn]
 */
export function rowDrawing(graphic, axis, drawn = drawing()) {
  const marks = marksOf(graphic, axis);
  marks.forEach(([name, attributes, style], at) => {
    const there = /** @type {SVGElement | undefined} */ (drawn.children[at]);
    const node = there?.localName === name ? there : svg(name);
    for (const [key, value] of Object.entries(attributes)) if (node.getAttribute(key) !== value) node.setAttribute(key, value);
    Object.assign(node.style, style);
    if (node !== there) drawn.insertBefore(node, there ?? null);
  });
  while (drawn.children.length > marks.length) drawn.lastElementChild?.remove();
  return drawn;
}

/** Share of the axis that a character of a label takes, in a column that is wide, narrow, or squeezed by long numbers. */
const WIDE = 0.028;
const NARROW = 0.085;
const SQUEEZED = 0.13;

/**
 * The ticks whose labels stand clear of each other; the null value comes first, then left to right.
 * @param {Axis} axis @param {number} character its share of the axis @param {Set<Tick>} [fewer] those of a narrower column, which stay
 */
function clearTicks(axis, character, fewer) {
  const fromNull = (/** @type {Tick} */ tick) => Number(Math.abs(tick.at - axis.nullAt) > 1e-6);
  const clear = new Set(fewer);
  for (const tick of [...axis.ticks].sort((a, b) => fromNull(a) - fromNull(b) || a.at - b.at)) {
    if ([...clear].every((other) => Math.abs(other.at - tick.at) >= character * ((other.label.length + tick.label.length) / 2 + 0.8))) clear.add(tick);
  }
  return clear;
}

/** @param {Axis} axis @param {import("./messages.js").Messages} messages */
export function axisDrawing(axis, messages) {
  const squeezed = clearTicks(axis, SQUEEZED);
  const narrow = clearTicks(axis, NARROW, squeezed);
  const wide = clearTicks(axis, WIDE, narrow);
  const parts = axis.ticks.map((tick) => {
    const x = percent(tick.at);
    const label = svg("text", { x, y: "1.05em", "text-anchor": "middle", class: squeezed.has(tick) ? null : narrow.has(tick) ? "mid" : "mid minor" }, messages.figures(tick.label));
    return svg("g", {},
      ...(wide.has(tick) ? [label] : []),
      svg("line", { x1: x, x2: x, y1: "1.45em", y2: AXIS_HEIGHT }));
  });
  return drawing(svg("line", { x1: "0", x2: "100%", y1: AXIS_HEIGHT, y2: AXIS_HEIGHT }), ...parts);
}
