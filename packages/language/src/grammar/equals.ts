import type { Expression } from '../tree/tree.js';
import { kinds } from '../tokens/kinds.js';
import type { Engine } from './engine.js';
import type { Rules } from './rules.js';

// `=` where another sign belongs: what other languages write.

/** Reads the `=` that stands where a colon belongs. */
export const equalsForColon = (engine: Engine, key: string, what: string): void => {
  const found = engine.peek();
  const next = engine.peek(2);
  const text = next.start.offset === found.end.offset ? ': ' : ':';
  const fixes = [
    { title: 'Write a colon', edits: [{ span: engine.span(engine.lastEnd(), found.end), text }] },
  ];
  engine.mistake('equals-for-colon', { key, what }, found, { fixes });
  engine.consumeToken();
};

/** Reads `n = 3` where a condition or a single value stands: a comparison is meant. */
export const comparedByEquals = (engine: Engine, rules: Rules, left: Expression): Expression => {
  if (engine.RECORDING_PHASE || !engine.at(kinds.equals)) return left;
  const sign = engine.peek();
  const operatorSpan = engine.between(sign, sign);
  const fixes = [{ title: 'Compare with ==', edits: [{ span: operatorSpan, text: '==' }] }];
  engine.mistake('equals-for-comparison', {}, sign, { fixes });
  engine.consumeToken();
  const right = engine.call(1, rules.expression);
  return {
    kind: 'binary',
    operator: '==',
    left,
    right,
    operatorSpan,
    span: engine.between(left.span, right.span),
  };
};
