import { Engine } from './engine.js';
import { defineExpressions } from './expressions.js';
import { defineControl } from './control.js';
import { defineItems } from './items.js';
import { definePrimaries } from './primaries.js';
import type { Rules } from './rules.js';
import { defineSettings } from './settings.js';
import { defineStatements } from './statements.js';

export interface Parser {
  readonly engine: Engine;
  readonly rules: Readonly<Rules>;
}

/** Makes a parser: sections first define their rules, then Chevrotain analyses all of them. Takes some ten milliseconds. */
export const createParser = ({ validate = false } = {}): Parser => {
  // Sections call each other's rules only while parsing, when all are defined.
  const rules = {} as Rules;
  const engine = new Engine((defining) => {
    defineItems(defining, rules);
    defineSettings(defining, rules);
    defineStatements(defining, rules);
    defineExpressions(defining, rules);
    defineControl(defining, rules);
    definePrimaries(defining, rules);
  }, validate);
  return { engine, rules };
};

let shared: Parser | undefined;

/** The parser of this process, made when the first text is parsed. It keeps nothing between two texts. */
export const parser = (): Parser => (shared ??= createParser());
