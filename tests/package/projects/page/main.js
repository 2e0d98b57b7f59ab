import { load } from "effect-size";
import "effect-size/define";
import { watchFrames } from "effect-size/embed";
import texts from "effect-size/text/en";

watchFrames();
const say = (id, text) => (document.getElementById(id).textContent = text);

const calc = await load();
const { estimate, problems } = calc.compute({ measure: "OR", data: { events1: 19, n1: 50, events2: 7, n2: 50 } });
say("computed", estimate ? `${texts.measures.OR.name}: ${calc.sentence(estimate)}` : problems[0].code);

const element = document.querySelector("effect-size");
element.addEventListener("effect-size-result", ({ detail }) => say("told", detail.rows[0].display.sentence));
element.addEventListener("effect-size-failed", ({ detail }) => say("told", detail.reason));
element.data = [{ study: "Stalberg 2008", events1: 19, n1: 50, events2: 7, n2: 50 }];
