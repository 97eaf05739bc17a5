import { kinds } from '../tokens/kinds.js';
import type { StringLiteral } from '../tree/tree.js';
import type { Engine } from './engine.js';

/** A text in double quotes. */
export const takeString = (engine: Engine, index: number): StringLiteral => {
  const token = engine.take(index, kinds.string);
  return engine.build(() => ({
    kind: 'string',
    value: (token.value as string | undefined) ?? '',
    span: engine.between(token, token),
  }));
};
