import type { Diagnostic } from '@neurite/contract';
import type { Rule } from '../grammar/engine.js';
import { parser, type Parser } from '../grammar/parser.js';
import type { Expression, ShapeExpression } from '../tree/tree.js';
import { orderly, prepare, sizeMistake } from './parse.js';

export interface Fragment<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Definitions hold a few thousand fragments; whoever feeds more only loses the cache. */
const capacity = 10_000;

const source = '<text>';
const start = { offset: 0, line: 1, column: 1 };
const nowhere = { source, start, end: start };

const fragment = <T>(choose: (rules: Parser['rules']) => Rule<T>, empty: T) => {
  // A cache of pure results: the compiler asks for the same few thousand texts of definitions again and again.
  const cache = new Map<string, Fragment<T>>();
  return (text: string): Fragment<T> => {
    const known = cache.get(text);
    if (known) return known;
    const tooLarge = sizeMistake(text, source);
    if (tooLarge) return { value: empty, diagnostics: [tooLarge] };
    const { reading } = prepare(text, source, true);
    const { engine, rules } = parser();
    const value = engine.read(reading, choose(rules));
    const made = { value, diagnostics: orderly(reading.diagnostics) };
    if (cache.size >= capacity) cache.clear();
    cache.set(text, made);
    return made;
  };
};

/**
 * Reads a shape of a definition, such as `int32[batch, ...lead]` or `[batch, windows(h, 0, kernel), w, filters]`. Results are kept by
 * text; spans count within it.
 */
export const parseShape: (text: string) => Fragment<ShapeExpression> = fragment((rules) => rules.shape, {
  kind: 'shape',
  items: [],
  span: nowhere,
});

/** Reads an expression of a definition, such as `c mod groups == 0` or `random_normal(std: 0.02)`. Results are kept by text. */
export const parseExpression: (text: string) => Fragment<Expression> = fragment<Expression>(
  (rules) => rules.expression,
  { kind: 'missing', span: nowhere },
);
