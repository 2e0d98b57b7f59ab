// What a server does that renders pages: it imports all that a page does.
import * as calculator from "effect-size";
import * as frames from "effect-size/embed";
import text from "effect-size/text/de";

console.log(Object.keys({ ...calculator, ...frames }).sort().join(" "), text.measures.OR.name);
