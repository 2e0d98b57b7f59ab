import { load, type BatchResult, type Estimate, type MeasureId } from "effect-size";
import { watchFrames, type FrameResultEvent } from "effect-size/embed";
import text from "effect-size/text/fr";
import address from "effect-size/effect_size_bg.wasm";

const calc = await load(address);
const answer = calc.compute({ measure: "OR", data: { events1: 19, n1: 50, events2: 7, n2: 50 }, options: { interval: "midp" } });
const estimate: Estimate | null = answer.ok ? answer.estimate : null;
const codes: string[] = answer.ok ? [] : answer.problems.map(({ code }) => code);
const batch: BatchResult = calc.batch("study\tevents1\tn1\tevents2\tn2\nA\t19\t50\t7\t50");
const measures: (MeasureId | null)[] = batch.rows.map(({ measure }) => measure);
const stop: () => void = watchFrames(document);
document.addEventListener("effect-size-result", (event) => (event as FrameResultEvent).detail.rows.length);
export const all = [estimate?.point.toFixed(2), codes, measures, stop, text];

// @ts-expect-error no measure has this name
calc.compute({ measure: "ODDS", data: {} });
// @ts-expect-error a quantity is a number
calc.compute({ measure: "OR", data: { events1: "19" } });
// @ts-expect-error there is an estimate only where it is ok
export const certain: Estimate = answer.estimate;
