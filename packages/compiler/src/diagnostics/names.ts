import { error, listed, suggesting, warning } from './rows.js';

/** Names: what they mean, and what they may mean only once. */
export const names = {
  'unknown-name': error((p: { name: string; expected: string; suggestion: string | undefined }) =>
    suggesting(`Unknown name "${p.name}": expected ${p.expected}.`, p.suggestion),
  ),
  'misplaced-name': error(
    (p: { name: string; is: string; expected: string }) =>
      `"${p.name}" is ${p.is}, but ${p.expected} is expected here.`,
  ),
  'duplicate-name': error(
    (p: { name: string }) => `"${p.name}" is defined twice.`,
    () => 'A name means one thing: choose another.',
  ),
  'used-before-definition': error(
    (p: { name: string }) => `"${p.name}" is used before it is defined.`,
    () => 'Names are defined above their first use.',
  ),
  'unused-binding': warning(
    (p: { name: string }) => `"${p.name}" is never used.`,
    () => 'Remove it, or make it an output if a loss reads it.',
  ),
  'unused-parameter': warning((p: { name: string }) => `The parameter "${p.name}" is never used.`),
  'unused-input': warning((p: { name: string }) => `The input "${p.name}" is never used.`),
  'unused-import': warning((p: { name: string }) => `The imported "${p.name}" is never used.`),
  'recursive-block': error(
    (p: { names: readonly string[] }) =>
      `${p.names.length === 1 ? `"${p.names[0]}" contains itself` : `${listed(p.names)} contain each other`}: there is no recursion.`,
    () => 'Say how often with "repeat".',
  ),
  'duplicate-path': error(
    (p: { path: string }) => `Two layers would have the path "${p.path}".`,
    () => 'Give one of them another name with "as".',
  ),
  'renamed-layer': error(
    (p: { name: string; path: string }) =>
      `"${p.path}" has a name already and cannot be called "${p.name}" as well.`,
    () => 'A layer with a name is one instance, wherever it is used.',
  ),
  'unknown-member': error(
    (p: { name: string; of: string; known: readonly string[]; suggestion?: string | undefined }) =>
      suggesting(`There is no "${p.name}" in ${p.of}.`, p.suggestion),
    (p) => (p.known.length === 0 ? undefined : `It has ${listed(p.known.slice(0, 12))}.`),
  ),
  'parameter-before-use': error(
    (p: { name: string; of: string }) =>
      `The shape of "${p.of}.${p.name}" is not known here: nothing has flowed into "${p.of}" yet.`,
    () => 'Use the layer first, or move this below its first use.',
  ),
  'unknown-reference': error((p: { name: string; what: string; suggestion: string | undefined }) =>
    suggesting(`There is no ${p.what} "${p.name}".`, p.suggestion),
  ),
  'choose-declaration': error(
    (p: { what: string; names: readonly string[] }) => `There are several: ${listed(p.names)}.`,
    (p) => `Say which ${p.what} is meant.`,
  ),
  'no-declaration': error((p: { what: string }) => `The text declares no ${p.what}.`),
  'nothing-declared': error(
    () => 'The text declares nothing.',
    () => 'A file begins with a model: model Line { input x: [1]  output y = x -> dense(1) }',
  ),
};
