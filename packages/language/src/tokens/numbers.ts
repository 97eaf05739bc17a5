/** A number as read at a place: how far it reaches, what it is worth, and what is wrong with it. */
export interface ReadNumber {
  readonly end: number;
  readonly value: number;
  readonly suffix?: '%' | 'x';
  /** Why it is no number, in words that complete “… is not a number: …”. */
  readonly malformed?: string;
  /** What was probably meant. */
  readonly instead?: string;
}

const digits = /\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d[\d_]*)?/y;
const grouped = /^\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?$/;
const letters = /[\p{ID_Continue}]+/uy;

/** Reads the number that begins at an offset where a digit stands. */
export const readNumber = (text: string, offset: number): ReadNumber => {
  digits.lastIndex = offset;
  const image = digits.exec(text)![0];
  let end = offset + image.length;
  const value = Number(image.replaceAll('_', ''));
  if (!grouped.test(image)) {
    return {
      end,
      value,
      malformed: '"_" stands only between two digits',
      instead: image.replaceAll(/_+(?=_|\D|$)|(?<=\D)_+/g, ''),
    };
  }
  if (text[end] === '%') return { end: end + 1, value: value / 100, suffix: '%' };
  letters.lastIndex = end;
  const tail = letters.exec(text)?.[0];
  if (tail === undefined) return { end, value };
  end += tail.length;
  if (tail === 'x') return { end, value, suffix: 'x' };
  return /^\d/.test(tail) || /^0[xXbBoO]/.test(image + tail)
    ? { end, value, malformed: 'numbers are decimal' }
    : { end, value, malformed: 'a name cannot follow it without a space', instead: `${image} ${tail}` };
};
