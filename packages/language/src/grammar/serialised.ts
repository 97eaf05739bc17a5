import type { ISerializedGast } from 'chevrotain';
import { parser } from './parser.js';

/**
 * The grammar as data, one entry a rule, in the form of Chevrotain's serialised grammar: for railroad diagrams and documentation.
 * It is what the parser runs on, so that it cannot drift from it.
 */
export const grammar = (): readonly ISerializedGast[] =>
  parser()
    .engine.getSerializedGastProductions()
    // The frame around every reading says nothing of the language.
    .filter((rule) => (rule as ISerializedGast & { readonly name?: string }).name !== 'text');
