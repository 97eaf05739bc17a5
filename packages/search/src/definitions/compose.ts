import { distribution } from '@neurite/contract';

/** `binary(first(h), second(x))` as layers in a pipe; `before` is what makes h of x. */
const unit = (before: string | undefined, first: string, second: string, binary: string): string => {
  const head = before === undefined ? first : first === 'identity' ? before : `${before} -> ${first}`;
  return `[${head}, ${second}] -> ${binary}`;
};

/** Activations put together from simpler functions. */
export const compose = distribution({
  name: 'compose',
  summary:
    'Activations that are put together: two functions of one number each, joined by one of two, again and again.',
  formula: 'hₖ = binary(unary(hₖ₋₁), unary′(x)), h₀ = x, k ≤ depth',
  description:
    'The space in which swish, x · σ(βx), was found. The names may be layers of the catalog, or blocks and functions of the file: `function gate(x; beta: param = 1.0) = sigmoid(beta * x)` brings weights of its own. What is found is written as the layer that it is: `[identity, sigmoid] -> multiply`.',
  references: ['Ramachandran, Zoph, Le 2017, Searching for Activation Functions, arXiv:1710.05941'],
  options: {
    unary: {
      type: 'list',
      of: 'string',
      default: ['identity', 'sigmoid', 'tanh', 'exp', 'square'],
      least: 1,
      doc: 'Layers of one input.',
    },
    binary: {
      type: 'list',
      of: 'string',
      default: ['multiply', 'add', 'maximum'],
      least: 1,
      doc: 'Layers that join two inputs.',
    },
    depth: { type: 'int', default: 2, minimum: 1, maximum: 8, doc: 'How many joints there may be.' },
  },
  takes: 'options',
  layers: ['unary', 'binary'],
  examples: [
    {
      code: 'model.act ~ compose(unary: [identity, sigmoid, tanh], binary: [multiply, add], depth: 2)',
      options: { unary: ['identity', 'sigmoid', 'tanh'], binary: ['multiply', 'add'], depth: 2 },
    },
  ],
  axes: ({ options: { unary, binary, depth } }) => [
    { kind: 'items', size: depth },
    ...Array.from({ length: depth }, () => [unary!, unary!, binary!] as const)
      .flat()
      .map(({ length: size }) => ({ kind: 'items', size }) as const),
  ],
  sample: ([deeper, ...places], { options: { unary, binary } }) => {
    let text: string | undefined;
    for (let level = 0; level <= deeper!; level++) {
      const [first, second, joint] = places.slice(3 * level);
      text = unit(text, String(unary![first!]), String(unary![second!]), String(binary![joint!]));
    }
    return text!;
  },
});
