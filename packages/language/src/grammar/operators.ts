import type { Span } from '@neurite/contract';
import { kinds, type TokenKind } from '../tokens/kinds.js';
import type { Token } from '../tokens/token.js';
import type { BinaryOperator, Expression, UnaryOperator } from '../tree/tree.js';

interface Strength {
  readonly operator: BinaryOperator;
  readonly left: number;
  /** Greater than `left`: groups to the left. */
  readonly right: number;
}
const leftward = (operator: BinaryOperator, strength: number): Strength => ({
  operator,
  left: strength,
  right: strength + 1,
});
const comparison = 40;
const negation = 30;
const sign = 70;

/** How tightly each operator binds, loosest first. */
export const binaryOperators: ReadonlyMap<TokenKind, Strength> = new Map<TokenKind, Strength>([
  [kinds.or, leftward('or', 10)],
  [kinds.and, leftward('and', 20)],
  [kinds.equal, leftward('==', comparison)],
  [kinds.unequal, leftward('!=', comparison)],
  [kinds.less, leftward('<', comparison)],
  [kinds.lessEqual, leftward('<=', comparison)],
  [kinds.greater, leftward('>', comparison)],
  [kinds.greaterEqual, leftward('>=', comparison)],
  [kinds.plus, leftward('+', 50)],
  [kinds.minus, leftward('-', 50)],
  [kinds.times, leftward('*', 60)],
  [kinds.divide, leftward('/', 60)],
  [kinds.floorDivide, leftward('//', 60)],
  [kinds.mod, leftward('mod', 60)],
  [kinds.matrixProduct, leftward('@', 60)],
  [kinds.power, { operator: '^', left: 80, right: 80 }],
]);

// -x ^ 2 is -(x ^ 2).
const prefixStrength = (token: Token): number => (token.tokenType === kinds.not ? negation : sign);

/** An operator as documentation tells of it: the greater its strength, the tighter it binds. */
export interface OperatorStrength {
  readonly operator: string;
  readonly strength: number;
  readonly associates: 'left' | 'right' | 'before its operand' | 'not: `a < b < c` is an error';
}

/** How tightly all operators bind. */
export const operators: readonly OperatorStrength[] = [
  ...[...binaryOperators.values()].map(({ operator, left, right }): OperatorStrength => ({
    operator,
    strength: left,
    associates: left === comparison ? 'not: `a < b < c` is an error' : left === right ? 'right' : 'left',
  })),
  { operator: 'not', strength: negation, associates: 'before its operand' },
  { operator: '-', strength: sign, associates: 'before its operand' },
  { operator: '+', strength: sign, associates: 'before its operand' },
];

/** An operator as read, or an operand. */
export type Part = Token | Expression;
const isToken = (part: Part): part is Token => 'tokenType' in part;

/**
 * Operands and operators in the order of the text → a tree. A flat list of them costs the parser one rule, where a rule for each
 * strength would cost ten for every number.
 */
export const foldOperators = (
  parts: readonly Part[],
  spanOf: (from: Span, to: Span) => Span,
  chained: (first: Token, second: Token) => void,
): Expression => {
  let next = 0;
  const operand = (): Expression => {
    const part = parts[next++]!;
    if (!isToken(part)) return part;
    const value = binary(prefixStrength(part));
    const operatorSpan = { source: value.span.source, start: part.start, end: part.end };
    return {
      kind: 'unary',
      operator: unaryOperator(part),
      operand: value,
      span: spanOf(operatorSpan, value.span),
    };
  };
  const binary = (least: number): Expression => {
    let left = operand();
    let compared: Token | undefined;
    let middle: Expression | undefined;
    while (next < parts.length) {
      const token = parts[next] as Token;
      const strength = binaryOperators.get(token.tokenType)!;
      if (strength.left < least) break;
      next++;
      const right = binary(strength.right);
      const operatorSpan = { source: left.span.source, start: token.start, end: token.end };
      const link = (from: Expression): Expression => ({
        kind: 'binary',
        operator: strength.operator,
        left: from,
        right,
        operatorSpan,
        span: spanOf(from.span, right.span),
      });
      if (strength.left === comparison && compared && left.kind === 'binary') {
        // Read as it is meant: `a < b < c` as `a < b and b < c`.
        chained(compared, token);
        left = {
          kind: 'binary',
          operator: 'and',
          left,
          right: link(middle!),
          operatorSpan,
          span: spanOf(left.span, right.span),
        };
      } else {
        left = link(left);
      }
      if (strength.left === comparison) {
        compared = token;
        middle = right;
      }
    }
    return left;
  };
  return binary(0);
};

const unaryOperator = ({ tokenType }: Token): UnaryOperator =>
  tokenType === kinds.not ? 'not' : tokenType === kinds.minus ? '-' : '+';
