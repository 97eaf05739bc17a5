import { compile as compileText, type Compilation, type CompileOptions } from '@neurite/compiler';
import { catalog } from '@neurite/standard/catalog';
import { defaultPackages } from '#files';
import type { ModelTypes } from './model-types.js';
import { NeuriteError } from './neurite-error.js';

declare const types: unique symbol;

/** A compiled text that says of its model, to TypeScript only, what it takes and gives. */
export interface TypedCompilation<T extends ModelTypes = ModelTypes> extends Compilation {
  readonly [types]?: T;
}

/**
 * Compiles a `.nn` text with the standard catalog. What is wrong with the text is in `diagnostics`; nothing is thrown.
 *
 * @example
 * const line = compile('model Line { input x: [1] output y = x -> dense(1) }');
 * if (line.ok) console.log(line.graph());
 */
export const compile = (text: string, options: Partial<CompileOptions> = {}): Compilation =>
  compileText(text, {
    source: '<text>',
    catalog,
    ...(defaultPackages === undefined ? {} : { packages: defaultPackages }),
    ...options,
  });

/**
 * A `.nn` text inside TypeScript: compiled at once, for programs that ship their models in their code.
 *
 * Only numbers may be put in; everything else that varies is a parameter of the model. What the model takes and gives may be said
 * as a type, which `open` then knows.
 *
 * @throws NeuriteError where the text has errors, with the diagnostics in the message.
 * @example
 * const xor = nn`model Xor { input x: [2] output y = x -> dense(${8}) -> tanh -> dense(1) }`;
 */
export const nn = <T extends ModelTypes = ModelTypes>(
  strings: TemplateStringsArray,
  ...numbers: readonly number[]
): TypedCompilation<T> => {
  const text = strings.raw.reduce((before, part, index) => `${before}${numbers[index - 1]}${part}`);
  const compilation = compile(text);
  if (!compilation.ok) throw new NeuriteError(compilation.diagnostics, text);
  return compilation;
};
