/**
 * The sentences of a language, by section and key: `problems`, `notices` and `reasons` by code, with `{places}` for `params`. An
 * entry is a sentence, or sentences by number (`one`, `other`) or by another of the params.
 */
declare const text: Record<string, any>;
export default text;
