/** A string literal as read at a place: where it ends, what it says, and what is wrong with it. */
export interface ReadString {
  /** After the closing quote, or at the end of the line. */
  readonly end: number;
  readonly value: string;
  readonly closed: boolean;
  readonly unknownEscapes: readonly { readonly offset: number; readonly image: string }[];
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };
const codePoint = /\{([0-9a-fA-F]{1,6})\}/y;

/** Reads the text that begins at `offset` and ends with one of the `closing` marks; it never reaches beyond its line. */
export const readString = (text: string, offset: number, closing: string): ReadString => {
  const unknownEscapes: { offset: number; image: string }[] = [];
  let value = '';
  let from = offset + 1;
  let i = from;
  for (; i < text.length; i++) {
    const character = text[i]!;
    if (character === '\n' || character === '\r') break;
    if (closing.includes(character))
      return { end: i + 1, value: value + text.slice(from, i), closed: true, unknownEscapes };
    if (character !== '\\') continue;
    value += text.slice(from, i);
    const next = text[i + 1];
    codePoint.lastIndex = i + 2;
    const hex = next === 'u' ? codePoint.exec(text) : null;
    const code = hex ? parseInt(hex[1]!, 16) : NaN;
    if (hex && code <= 0x10ffff) {
      value += String.fromCodePoint(code);
      i += 1 + hex[0].length;
    } else if (next !== undefined && Object.hasOwn(escapes, next)) {
      value += escapes[next]!;
      i += 1;
    } else if (next === undefined || next === '\n' || next === '\r') {
      value += character;
    } else {
      const width = next >= '\ud800' && next <= '\udbff' ? 2 : 1;
      unknownEscapes.push({ offset: i, image: text.slice(i, i + 1 + width) });
      value += text.slice(i, i + 1 + width);
      i += width;
    }
    from = i + 1;
  }
  // What closes brackets at the end of the line most likely stood behind the missing quote.
  const line = text.slice(offset + 1, i);
  const tail = /[)\]},\s]*$/.exec(line)![0].length;
  return { end: i - tail, value: line.slice(0, line.length - tail), closed: false, unknownEscapes: [] };
};
