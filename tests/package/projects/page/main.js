import { load } from "effect-size";
import { watchFrames } from "effect-size/embed";
import texts from "effect-size/text/en";

watchFrames();
const calc = await load();
const { estimate, problems } = calc.compute({ measure: "OR", data: { events1: 19, n1: 50, events2: 7, n2: 50 } });
document.querySelector("output").textContent = estimate ? `${texts.measures.OR.name}: ${calc.sentence(estimate)}` : problems[0].code;
