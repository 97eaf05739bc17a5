import { error, grouped, listed } from './rows.js';

/** Statements of models and blocks, and the limits of what they expand to. */
export const statements = {
  'no-output': error(
    (p: { name: string }) => `"${p.name}" has no output.`,
    () => 'A model or block gives at least one value: output scores = …',
  ),
  'unnamed-outputs': error(
    () => 'Of several outputs each needs a name.',
    () => 'output scores = …',
  ),
  'nested-statement': error(
    (p: { what: string }) => `"${p.what}" stands in models and blocks only, not inside "if" or "repeat".`,
  ),
  'misplaced-expect': error(() => '"expect" stands in models only: a block has no shape before it is used.'),
  'several-values': error(
    () => 'The body of "if" or "repeat" has one expression: the layer that it stands for.',
    () => 'Join them with "->", or give one of them a name.',
  ),
  'unused-value': error(
    () => 'This value goes nowhere.',
    () => 'Give it a name, or make it an output.',
  ),
  'expectation-failed': error(
    (p: { text: string; actual: string }) => `Expected ${p.text}, but ${p.actual}.`,
  ),
  'expectation-type': error(
    (p: { found: string }) => `"expect" takes a condition such as parameters == 1_000, not ${p.found}.`,
  ),
  'load-file': error(
    (p: { file: string }) => `"${p.file}" names no file of weights.`,
    () => 'load "weights.safetensors" into backbone',
  ),
  'load-target': error(
    () => 'Weights are loaded into a named part of the model.',
    () => 'backbone = encoder()  load "weights.safetensors" into backbone',
  ),
  'load-without-weights': error(
    (p: { into: string }) => `There are no weights in "${p.into}".`,
    () => 'A layer has weights once something flows into it.',
  ),
  'load-overlap': error(
    (p: { path: string }) => `"${p.path}" would be loaded twice.`,
    () => 'Load each part of a model from one file.',
  ),
  'rename-wildcards': error(
    (p: { from: string; on: string }) =>
      `"${p.from}" and "${p.on}" do not have the same "*" and "**" in one order.`,
    () => 'What a wildcard stands for on the right is put in its place on the left.',
  ),
  'package-name': error(
    (p: { name: string }) => `"${p.name}" is no name of an npm package.`,
    () =>
      'use "some-package", or use "@scope/package"; files are imported: import { block } from "./blocks.nn".',
  ),
  'packages-unavailable': error(
    (p: { package: string }) => `The package "${p.package}" cannot be looked up here.`,
  ),
  'plugin-catalog-damaged': error(
    (p: { package: string; reason: string }) =>
      `The neurite.catalog.json of "${p.package}" cannot be used: ${p.reason}.`,
    () => 'The package writes it with: nn plugins --write-catalog ./definitions.js',
  ),
  'plugin-clash': error(
    (p: { package: string; kind: string; name: string; owner: string }) =>
      `"${p.package}" adds the ${p.kind} "${p.name}", which ${p.owner} has already.`,
    () => 'A name means one thing: use one of the packages, or ask for another name.',
  ),

  'too-many-nodes': error(
    (p: { limit: number }) =>
      `The model has more than ${grouped(p.limit)} layers once its blocks and repeats are expanded.`,
    () => 'Blocks that contain each other twice grow as 2^n.',
  ),
  'too-many-repeats': error(
    (p: { count: number; limit: number }) =>
      `"repeat" is asked for ${grouped(p.count)} iterations; at most ${grouped(p.limit)} are possible.`,
  ),
  'too-many-operations': error(
    (p: { limit: number }) => `Expanding this takes more than ${grouped(p.limit)} operations.`,
  ),
  'blocks-too-deep': error((p: { limit: number }) => `Blocks are nested more than ${p.limit} deep.`),
  'too-many-files': error((p: { limit: number }) => `More than ${grouped(p.limit)} files import each other.`),
  'import-cycle': error(
    (p: { files: readonly string[] }) => `Files import each other in a circle: ${listed(p.files)}.`,
  ),
  'import-unavailable': error(
    (p: { path: string }) => `"${p.path}" cannot be imported here: nothing reads files.`,
  ),
  'import-path': error(
    (p: { path: string; why: string }) => `"${p.path}" cannot be imported: ${p.why}.`,
    () => 'Imports are relative: import { residual } from "./blocks.nn".',
  ),
  'unknown-import': error(
    (p: { name: string; path: string; suggestion: string | undefined }) =>
      `"${p.path}" declares no "${p.name}".${p.suggestion === undefined ? '' : ` Did you mean "${p.suggestion}"?`}`,
  ),
};
