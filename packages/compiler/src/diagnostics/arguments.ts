import { error, listed, suggesting } from './rows.js';

/** Arguments of calls, and the types of expressions. */
export const args = {
  'unknown-argument': error(
    (p: {
      name: string;
      of: string;
      suggestion: string | undefined;
      known: readonly string[];
      note?: string | undefined;
    }) => suggesting(`${p.of} has no option "${p.name}".`, p.suggestion),
    (p) => p.note ?? (p.known.length === 0 ? 'It has none.' : `It has ${listed(p.known)}.`),
  ),
  'duplicate-argument': error((p: { name: string; of: string }) => `"${p.name}" of ${p.of} is given twice.`),
  'missing-argument': error(
    (p: { option: string; of: string; doc: string | undefined }) => `${p.of} needs "${p.option}".`,
    (p) => (p.doc === undefined ? undefined : `${p.option}: ${p.doc}`),
  ),
  'too-many-arguments': error(
    (p: { of: string; options: readonly string[] }) =>
      `${p.of} takes ${p.options.length === 0 ? 'no arguments' : `at most ${p.options.length} argument${p.options.length === 1 ? '' : 's'}`}.`,
    (p) => (p.options.length === 0 ? undefined : `In this order: ${p.options.join(', ')}.`),
  ),
  'argument-type': error(
    (p: {
      option: string;
      of: string;
      expected: string;
      found: string;
      doc: string;
      hint?: string | undefined;
    }) =>
      `"${p.option}" of ${p.of} takes ${p.expected}, not ${p.found}.${p.hint === undefined ? '' : ` ${p.hint}`}`,
    (p) => `${p.option}: ${p.doc}`,
  ),
  'argument-range': error(
    (p: { option: string; of: string; bounds: string; found: string; doc: string }) =>
      `"${p.option}" of ${p.of} must be ${p.bounds}, not ${p.found}.`,
    (p) => `${p.option}: ${p.doc}`,
  ),
  'argument-elements': error(
    (p: { option: string; of: string; problem: string; doc: string }) =>
      `"${p.option}" of ${p.of} ${p.problem}.`,
    (p) => `${p.option}: ${p.doc}`,
  ),
  'argument-relation': error(
    (p: {
      option: string;
      of: string;
      must: string;
      found: string;
      other: string;
      beside: string;
      doc: string;
    }) => `"${p.option}" of ${p.of} must ${p.must}: it is ${p.found}, and "${p.other}" is ${p.beside}.`,
    (p) => `${p.option}: ${p.doc}`,
  ),
  'argument-fraction': error(
    (p: { option: string; of: string; found: string }) =>
      `"${p.option}" of ${p.of} must be a whole number, not ${p.found}.`,
    () => 'Division "/" is exact; "//" rounds down.',
  ),
  'parameter-type': error(
    (p: { name: string; expected: string; found: string }) =>
      `"${p.name}" takes ${p.expected}, not ${p.found}.`,
  ),
  'unknown-type': error(
    (p: { name: string; known: readonly string[]; suggestion: string | undefined }) =>
      suggesting(`Unknown type "${p.name}".`, p.suggestion),
    (p) => `A parameter is one of ${listed(p.known)}, or a list of one of them: [int].`,
  ),
  'entry-expected': error((p: { expected: string }) => `Expected ${p.expected} here.`),
  'missing-draw': error(
    (p: { name: string }) => `Say what "${p.name}" is drawn from.`,
    (p) => `noise ${p.name}: [8] = random_normal(std: 1)`,
  ),
  'not-drawable': error(
    (p: { name: string; known: readonly string[] }) =>
      `${p.name} fills weights once, and cannot be drawn for each example.`,
    (p) => `${listed(p.known)} can.`,
  ),
  'axis-range': error(
    (p: { option: string; of: string; axis: number; rank: number; type: string }) =>
      `${p.of} has no axis ${p.axis} in ${p.type}.`,
    (p) =>
      `Axes go from 0 to ${p.rank - 1}, or from the end from -1 to ${-p.rank}; the batch is not counted.`,
  ),
  'already-configured': error(
    (p: { found: string }) => `This layer has its options already; ${p.found} cannot be given here.`,
    () => 'Values may flow into it: x -> layer, or layer(x).',
  ),
  'not-callable': error((p: { found: string }) => `${capital(p.found)} cannot be called.`),
  'not-a-layer': error(
    (p: { found: string }) => `Expected a layer here, not ${p.found}.`,
    () => 'What stands after "->" takes the value before it.',
  ),
  'not-a-value': error((p: { found: string }) => `Expected a value of the network here, not ${p.found}.`),
  'layer-input': error(
    (p: { input: string; of: string; found: string }) =>
      `"${p.input}" of ${p.of} takes a value of the network, not ${p.found}.`,
  ),
  'missing-input': error(
    (p: { input: string; of: string; doc: string | undefined }) => `${p.of} needs a value for "${p.input}".`,
    (p) => p.doc,
  ),
  'too-many-inputs': error(
    (p: { of: string; inputs: readonly string[] }) =>
      `${p.of} takes ${p.inputs.length === 0 ? 'no value' : listed(p.inputs)}, and more were given.`,
  ),
  'list-into-layer': error(
    (p: { input: string; of: string; found: string }) =>
      `A list of values flows into ${p.of}, which takes one.`,
    () => 'Merge them first: -> concat, or -> add.',
  ),
  'misplaced-as': error(
    (p: { found: string }) => `"as" names a layer in a pipe, not ${p.found}.`,
    () => 'Values get names with "=": h = x -> dense(8).',
  ),
  'misplaced-expression': error((p: { what: string }) => `${capital(p.what)} has no meaning here.`),
  'operand-type': error((p: { reason: string }) => `${capital(p.reason)}.`),
  'condition-type': error(
    (p: { found: string }) => `A condition must be true or false while compiling, not ${p.found}.`,
    () => 'Between values of the network choose with where(condition, a, b).',
  ),
  'repeat-count': error(
    (p: { found: string }) => `"repeat" needs a count, a range or a list that is known, not ${p.found}.`,
  ),
  'not-indexable': error((p: { found: string }) => `${capital(p.found)} has no elements.`),
  'index-range': error((p: { reason: string }) => `${capital(p.reason)}.`),
  'output-type': error((p: { found: string }) => `An output is a value of the network, not ${p.found}.`),
  'symbolic-number': error(
    (p: { extent: string }) =>
      `The dimension ${p.extent} is not known while compiling and cannot be a number here.`,
  ),
  'missing-from-catalog': error(
    (p: { name: string }) => `The catalog lacks "${p.name}", which the language needs here.`,
  ),
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
