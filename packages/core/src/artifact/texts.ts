import type { TextSteps } from '@neurite/contract';
import type { Signature } from './artifact.js';

/** How texts become the numbers of inputs, by input. */
export type Texts = Readonly<Record<string, TextSteps>>;

// More tokens than any vocabulary has, and longer ones than any language.
const MOST_TOKENS = 10_000_000;
const LONGEST_TOKEN = 10_000;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why what a file says cannot be how texts become the numbers of these inputs; undefined where it can. */
export const textsProblem = (texts: unknown, inputs: readonly Signature[]): string | undefined => {
  if (!isObject(texts)) return 'it has no texts';
  for (const [name, steps] of Object.entries(texts)) {
    const input = inputs.find((each) => each.name === name);
    const problem = input === undefined ? 'there is no such input' : stepsProblem(steps, input);
    if (problem !== undefined) return `of the text for "${name}", ${problem}`;
  }
  return undefined;
};

const stepsProblem = (steps: unknown, { dtype, shape }: Signature): string | undefined => {
  if (!Array.isArray(steps) || steps.length !== 2 || !steps.every(isObject)) return 'there are no two steps';
  const [cut, length] = steps as [Json, Json];
  if (cut['kind'] !== 'tokens' || length['kind'] !== 'length') return 'the steps are others';
  if ((cut['by'] !== 'word' && cut['by'] !== 'character') || typeof cut['lower'] !== 'boolean')
    return 'it is not said how it is cut';
  const vocabulary = cut['vocabulary'];
  if (!Array.isArray(vocabulary) || vocabulary.length > MOST_TOKENS) return 'there is no vocabulary';
  if (!vocabulary.every((token) => typeof token === 'string' && token.length <= LONGEST_TOKEN))
    return 'the vocabulary holds what is no token';
  if (new Set(vocabulary).size < vocabulary.length) return 'the vocabulary holds a token twice';
  if (dtype !== 'int32' || shape.length !== 1 || shape[0] !== length['to'])
    return `it has another length than the input: [${shape.join(', ')}] of ${dtype}`;
  const filling = length['with'];
  if (!Number.isInteger(filling) || filling !== (filling as number) >> 0) return 'the padding is no number';
  return length['keep'] === 'start' || length['keep'] === 'end' ? undefined : 'it is not said what is kept';
};
