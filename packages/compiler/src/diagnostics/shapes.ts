import { error, grouped, listed, suggesting } from './rows.js';

/** Shapes, dtypes, and the equations between them. */
export const shapes = {
  'shape-mismatch': error(
    (p: { operator: string; why: string; projection: string | undefined }) =>
      `Both sides of ${p.operator} must fit: ${p.why}.`,
    (p) => p.projection ?? 'Trailing axes align after the batch, and extents of 1 stretch.',
  ),
  'rank-mismatch': error(
    (p: { of: string; input: string; why: string; declared: string; type: string }) =>
      `${p.of} does not take ${p.type}: it ${p.why}.`,
    (p) => `Its input is ${p.declared}.`,
  ),
  'input-mismatch': error(
    (p: { of: string; input: string; why: string; declared: string }) =>
      `"${p.input}" of ${p.of} does not fit: ${p.why}.`,
    (p) => `Declared as ${p.declared}.`,
  ),
  'dtype-mismatch': error(
    (p: { what: string; found: string; wanted: string }) =>
      `${p.what.charAt(0).toUpperCase()}${p.what.slice(1)} is ${p.found}; ${p.wanted} is expected.`,
    (p) =>
      p.wanted === 'float32'
        ? 'Convert it: -> cast(float32).'
        : p.found === 'float32' && p.wanted === 'int32'
          ? 'Declare the input as int32[…], or convert: -> cast(int32).'
          : undefined,
  ),
  'batch-needed': error(
    (p: { of: string; input: string; type: string }) =>
      `${p.of} works on examples, and "${p.input}" ${p.type} has no batch axis.`,
    () => 'Parameters and constants have none. Combine it with a value of the examples first.',
  ),
  'weights-expected': error(
    (p: { of: string; input: string; type: string }) =>
      `${p.of} works on weights, and "${p.input}" ${p.type} holds examples.`,
    (p) => `Give it a layer, ${p.of}(dense(64)), or a value that is declared by "param".`,
  ),
  'assertion-failed': error(
    (p: { of: string; why: string; declared: string }) => `${p.of}: ${p.why}.`,
    (p) => `It requires ${p.declared}.`,
  ),
  'empty-result': error(
    (p: { of: string; why: string; declared: string }) => `${p.of} has no result here: ${p.why}.`,
    (p) => `Its output is ${p.declared}.`,
  ),
  'unsolved-shape': error(
    (p: { of: string; why: string; declared: string }) => `The shape of ${p.of} cannot be solved: ${p.why}.`,
    (p) => `Declared as ${p.declared}.`,
  ),
  'unsolved-parameter': error(
    (p: { parameter: string; of: string; why: string; shape: string }) =>
      `The shape of "${p.parameter}" of ${p.of} cannot be solved: ${p.why}.`,
    (p) => `Declared as ${p.shape}.`,
  ),
  'symbolic-parameter': error(
    (p: { path: string; type: string; extent: string }) =>
      `The parameter "${p.path}" would be ${p.type}, but ${p.extent} is not a number.`,
    () =>
      'Weights have one shape: declare that dimension of the input as a number, or reduce its axis first.',
  ),
  'parameter-too-large': error(
    (p: { path: string; size: number; limit: number }) =>
      `The parameter "${p.path}" would have ${grouped(p.size)} elements; at most ${grouped(p.limit)} are possible.`,
  ),
  'value-too-large': error(
    (p: { of: string; type: string; limit: number }) =>
      `${p.of} would give ${p.type}; at most ${grouped(p.limit)} elements of one example are possible.`,
  ),
  'noise-too-large': error(
    (p: { path: string; size: number; limit: number }) =>
      `The noise "${p.path}" would have ${grouped(p.size)} elements for each example; at most ${grouped(p.limit)} are possible.`,
  ),
  'shared-shape': error(
    (p: { path: string; first: string; second: string }) =>
      `"${p.path}" is ${p.first} where it is used first and would be ${p.second} here.`,
    () =>
      'A layer with a name shares its weights between all uses. For fresh weights write the layer itself, not its name.',
  ),
  'declared-shape': error(
    (p: { why: string; type: string }) => `This shape is declared, but the value is ${p.type}: ${p.why}.`,
  ),
  'block-input-shape': error(
    (p: { input: string; of: string; why: string; type: string }) =>
      `"${p.input}" of ${p.of} does not take ${p.type}: ${p.why}.`,
  ),
  'unknown-dtype': error(
    (p: { name: string; known: readonly string[]; suggestion: string | undefined }) =>
      suggesting(`Unknown dtype "${p.name}".`, p.suggestion),
    (p) => `There are ${listed(p.known)}.`,
  ),
  'unknown-dimension': error(
    (p: { name: string }) => `The dimension "${p.name}" is not known here.`,
    () => 'Dimensions are numbers, parameters, and names that the shape of an input has bound.',
  ),
  'invalid-dimension': error((p: { why: string }) => `This is no shape: ${p.why}.`),
  'batch-axis': error(
    () => 'The batch axis is never written.',
    () => 'Shapes are those of one example: leave "batch" out.',
  ),
  'untyped-input': error(
    (p: { name: string }) => `The input "${p.name}" of a model needs a shape.`,
    () => 'For example: input image: [28, 28, 1]. Only inputs of blocks may leave it out.',
  ),
  'open-input': error(
    (p: { name: string }) => `The shape of the input "${p.name}" of a model must say all its axes.`,
    () => 'Only inputs of blocks may contain "...".',
  ),
};
