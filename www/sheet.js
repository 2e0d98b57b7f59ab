// The table as pasted, as lines of cells, and what can be done to it. A study is a line or several; where studies are
// columns, what is called a line here is a column there, and nothing else differs.

/** @typedef {{ separator: string, lines: string[][] }} Grid */
/** @typedef {{ line: number, column: number }} Address of a cell in the text */

/** Others than these come from programs that print; the text is then written with tabs. */
const SEPARATORS = ["\t", ";", ","];

export class Sheet {
  /** @param {Grid} grid @param {boolean} across whether studies are columns */
  constructor({ separator, lines }, across = false) {
    this.separator = SEPARATORS.includes(separator) ? separator : "\t";
    this.across = across;
    this.lines = across ? turned(lines) : lines.map((cells) => [...cells]);
    /** Each line as it is written, until it is changed. @type {WeakMap<string[], string>} */
    this.written = new WeakMap();
  }

  /** Whether it has lines with nothing in them, which are left out when it is written. */
  get hasGaps() {
    return this.lines.some((_, line) => this.isEmpty(line));
  }

  /** Line and column here of a cell of the text. @param {Address} at @returns {[number, number]} */
  place({ line, column }) {
    return this.across ? [column, line] : [line, column];
  }

  /** @param {number} line @param {number} column @returns {Address} */
  address(line, column) {
    return this.across ? { line: column, column: line } : { line, column };
  }

  /** @param {Address} at @param {string} text */
  set(at, text) {
    const [line, column] = this.place(at);
    while (this.lines.length <= line) this.lines.push([]);
    const cells = this.lines[line];
    while (cells.length < column) cells.push("");
    cells[column] = text.trim();
    this.written.delete(cells);
  }

  /** @param {number} line */
  isEmpty(line) {
    return (this.lines[line] ?? []).every((cell) => cell === "");
  }

  /** @param {number} line @param {string[][]} lines */
  insert(line, lines) {
    this.lines.splice(line, 0, ...lines);
  }

  /** Takes lines out and gives them. @param {number[]} lines in their order */
  remove(lines) {
    const taken = lines.map((line) => this.lines[line]);
    const gone = new Set(lines);
    this.lines = this.lines.filter((_, line) => !gone.has(line));
    return taken;
  }

  /** Puts lines before another, which is none of them. @param {number[]} lines in their order @param {number} before @returns {number} where the first stands now */
  move(lines, before) {
    const to = before - lines.filter((line) => line < before).length;
    this.insert(to, this.remove(lines));
    return to;
  }

  /** The table as it would be pasted. */
  text() {
    const lines = (this.across ? turned(this.lines) : this.lines).filter((cells) => cells.some((cell) => cell !== ""));
    const width = lines.reduce((most, { length }) => Math.max(most, length), 0);
    // The separator is found in the first line: a title above the header shall show it too.
    if (lines.length > 0 && width > 1) lines[0] = [...lines[0], ...Array(Math.max(0, width - lines[0].length)).fill("")];
    return lines.map((cells) => this.line(cells)).join("");
  }

  /** @param {string[]} cells */
  line(cells) {
    const known = this.written.get(cells);
    if (known !== undefined) return known;
    const line = `${cells.map((cell) => this.quoted(cell)).join(this.separator)}\n`;
    this.written.set(cells, line);
    return line;
  }

  /** @param {string} cell */
  quoted(cell) {
    const special = this.separator === "," ? /[,;\t"\r\n]/ : this.separator === ";" ? /[;"\r\n]/ : /[\t"\r\n]/;
    return special.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  }
}

/** Lines to columns. @param {string[][]} lines */
function turned(lines) {
  const width = lines.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: width }, (_, column) => lines.map((cells) => cells[column] ?? ""));
}
