// What a server does that renders pages: it imports all that a page does.
import * as calculator from "effect-size";
import "effect-size/define";
import * as element from "effect-size/element";
import * as frames from "effect-size/embed";
import text from "effect-size/text/de";

console.log(Object.keys({ ...calculator, ...element, ...frames }).sort().join(" "), text.measures.OR.name);
