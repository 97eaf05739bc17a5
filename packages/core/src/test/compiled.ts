import type { Recipe } from '@neurite/contract';
import { compile } from '@neurite/compiler';
import { catalog } from '@neurite/standard/catalog';

/** The only recipe of a text, or the one of a name. */
export const compiled = (text: string, name?: string): Recipe => {
  const outcome = compile(text, { source: 'test.nn', catalog }).recipe(name);
  if (!outcome.ok)
    throw new Error(outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n'));
  return outcome.value;
};
