import { load } from "effect-size";

const calc = await load();
const { estimate } = calc.compute({ measure: "OR", data: { events1: 19, n1: 50, events2: 7, n2: 50 } });
console.log(calc.sentence(estimate));
