import { catalog } from '@neurite/standard/catalog';
import { type Compilation, type CompileOptions, compile } from '../../src/index.js';

/** Compiles a text with the standard catalog. */
export const compileText = (text: string, options: Partial<CompileOptions> = {}): Compilation =>
  compile(text, { source: 'test.nn', catalog, ...options });

/** The codes of what is wrong, in order. */
export const codes = (text: string, options: Partial<CompileOptions> = {}): readonly string[] =>
  compileText(text, options).diagnostics.map(({ code }) => code);

/** The paths of all parameters of the only model, in order. */
export const paths = (
  text: string,
  args: Readonly<Record<string, number | boolean | string>> = {},
): readonly string[] => {
  const graph = compileText(text).graph(undefined, args);
  if (!graph.ok) throw new Error(graph.diagnostics.map(({ message }) => message).join('\n'));
  return graph.value.parameters.map(({ path }) => path);
};
