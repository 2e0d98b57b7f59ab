import { load, type BatchResult, type Estimate, type MeasureId } from "effect-size";
import "effect-size/define";
import { EffectSizeElement, type DataRow } from "effect-size/element";
import { watchFrames } from "effect-size/embed";
import text from "effect-size/text/fr";
import address from "effect-size/effect_size_bg.wasm";

const calc = await load(address);
const answer = calc.compute({ measure: "OR", data: { events1: 19, n1: 50, events2: 7, n2: 50 }, options: { interval: "midp" } });
const estimate: Estimate | null = answer.ok ? answer.estimate : null;
const codes: string[] = answer.ok ? [] : answer.problems.map(({ code }) => code);
const batch: BatchResult = calc.batch("study\tevents1\tn1\tevents2\tn2\nA\t19\t50\t7\t50");
const measures: (MeasureId | null)[] = batch.rows.map(({ measure }) => measure);
const stop: () => void = watchFrames(document);
export const all = [estimate?.point.toFixed(2), codes, measures, stop, text];

const element: EffectSizeElement = document.createElement("effect-size");
const rows: DataRow[] = [{ study: "A", events1: 19, n1: 50, events2: 7, n2: 50 }];
element.data = rows;
element.level = 0.9;
element.compact = true;
element.options = { interval: "exact" };
document.querySelector("effect-size")?.addEventListener("effect-size-problem", ({ detail }) => detail.map(({ code, row }) => `${code} ${row}`));
document.addEventListener("effect-size-result", ({ detail }) => detail.rows.map(({ display }) => display?.sentence));
export const point: Promise<number | undefined> = element.ready.then((calculator) => calculator.batch(String(element.data)).rows[0]?.estimate?.point);

// @ts-expect-error no measure has this name
calc.compute({ measure: "ODDS", data: {} });
// @ts-expect-error a quantity is a number
calc.compute({ measure: "OR", data: { events1: "19" } });
// @ts-expect-error there is an estimate only where it is ok
export const certain: Estimate = answer.estimate;
// @ts-expect-error a result is read only
element.result = null;
// @ts-expect-error no theme has this name
element.theme = "sepia";
