import type { Expression } from '../tree/tree.js';
import { parseExpression } from '../parse/fragments.js';

/** Every operation in brackets. */
const grouped = (node: Expression): string => {
  switch (node.kind) {
    case 'binary':
      return `[${grouped(node.left)} ${node.operator} ${grouped(node.right)}]`;
    case 'unary':
      return `[${node.operator} ${grouped(node.operand)}]`;
    case 'identifier':
      return node.name;
    case 'number':
      return node.text;
    case 'member':
      return `${grouped(node.object)}.${node.name.name}`;
    default:
      return node.kind;
  }
};

describe('operators', () => {
  it.each([
    ['a + b * c - d', '[[a + [b * c]] - d]'],
    ['a - b - c', '[[a - b] - c]'],
    ['a / b // c mod d @ e', '[[[[a / b] // c] mod d] @ e]'],
    ['a ^ b ^ c', '[a ^ [b ^ c]]'],
    ['-a ^ 2', '[- [a ^ 2]]'],
    ['a ^ -b', '[a ^ [- b]]'],
    ['2 * -a.b', '[2 * [- a.b]]'],
    ['- -a + b', '[[- [- a]] + b]'],
    ['not a == b and c or d', '[[[not [a == b]] and c] or d]'],
    ['not not a or not b', '[[not [not a]] or [not b]]'],
    ['a < b + 1 and c >= d', '[[a < [b + 1]] and [c >= d]]'],
    ['a + not b == c', '[a + [not [b == c]]]'],
  ])('%s groups as %s', (text, expected) => {
    const { value, diagnostics } = parseExpression(text);
    expect(grouped(value)).toBe(expected);
    expect(diagnostics).toEqual([]);
  });

  it('do not chain comparisons, but are read as meant', () => {
    const { value, diagnostics } = parseExpression('a < b <= c');
    expect(grouped(value)).toBe('[[a < b] and [b <= c]]');
    expect(diagnostics.map(({ code }) => code)).toEqual(['chained-comparison']);
  });
});
