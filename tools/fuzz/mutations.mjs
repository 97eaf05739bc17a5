/** Numbers in [0, 1) by a seed: mulberry32, by Tommy Ettinger. */
export const randomNumbers = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A text that ends anywhere: after each of its bytes, where a character of several bytes is cut into pieces. */
export function* truncations(text) {
  const bytes = Buffer.from(text);
  for (let length = 0; length <= bytes.length; length++) yield bytes.subarray(0, length).toString('utf8');
}

/** Each token lost, written twice, and swapped with the next one. */
export function* tokenChanges(text, tokens) {
  const image = ({ start, end }) => text.slice(start.offset, end.offset);
  const replaced = (from, to, instead) => text.slice(0, from) + instead + text.slice(to);
  for (const [index, token] of tokens.entries()) {
    const { start, end } = token;
    yield replaced(start.offset, end.offset, '');
    yield replaced(start.offset, end.offset, `${image(token)} ${image(token)}`);
    const next = tokens[index + 1];
    if (next === undefined) continue;
    const between = text.slice(end.offset, next.start.offset);
    yield replaced(start.offset, next.end.offset, image(next) + between + image(token));
  }
}

// What a keyboard, a clipboard or an attacker puts in: marks that turn the direction of writing, halves of characters, names that
// objects have, and what other languages write.
const strange =
  '\u0000 \u001b[31m \u202e \u2066 \u200b \ufeff \ud800 \udc00 🧠 é ½ “ ‘ − × → ≤ \t \r \r\n \\ " # ## // /* __proto__ constructor toString { } ( ) [ ] , : ; = -> .. ... 1e999 0x1F 1_ 10% 3x'.split(
    ' ',
  );

/** One random change of a text; another text is where some words come from. */
const change = (text, other, tokens, random) => {
  const below = (count) => Math.floor(random() * count);
  const pick = (list) => list[below(list.length)];
  const place = () => below(text.length + 1);
  const replaced = (from, to, instead) => text.slice(0, from) + instead + text.slice(to);
  const token = tokens.length > 0 ? pick(tokens) : { start: { offset: 0 }, end: { offset: 0 } };
  const at = place();
  switch (below(8)) {
    case 0:
      return replaced(at, Math.min(text.length, at + 1 + below(8)), '');
    case 1:
      return replaced(at, at, pick(strange));
    case 2:
      return replaced(at, Math.min(text.length, at + 1), String.fromCharCode(below(128)));
    case 3:
      return replaced(token.start.offset, token.end.offset, pick(strange));
    case 4: {
      const from = below(other.length + 1);
      return replaced(at, at, other.slice(from, from + below(60)));
    }
    case 5:
      return replaced(token.start.offset, token.end.offset, pick(other.split(/[\s()[\],]+/)));
    case 6: {
      const to = Math.min(text.length, at + below(text.length));
      return replaced(at, to, '');
    }
    default: {
      const from = place();
      return replaced(at, at, text.slice(from, from + below(80)));
    }
  }
};

/** A text by its seed: one of those given, changed up to six times. */
export const mutation = (texts, tokensOf, seed) => {
  const random = randomNumbers(seed);
  const pick = () => texts[Math.floor(random() * texts.length)].text;
  let text = pick();
  for (let left = 1 + Math.floor(random() * 6); left > 0; left--)
    text = change(text, pick(), tokensOf(text), random);
  return text;
};
