// A program of a server, whose compiler knows nothing of pages.
import { load } from "effect-size";

const calc = await load();
const { ok, estimate } = calc.compute({ measure: "OR", data: { events1: 19, n1: 50, events2: 7, n2: 50 } });
export const sentence: string = ok ? calc.sentence(estimate) : "";
