import { print, symbol } from '../extents/extent.js';
import { type Declared, isFailure, solveTypes } from './solve.js';
import type { ValueType } from './type.js';

const batch = symbol('batch');
const float = (...shape: ValueType['shape']): ValueType => ({ dtype: 'float32', shape });
const solve = (
  declared: Partial<Declared>,
  options: Readonly<Record<string, number>>,
  inputs: Readonly<Record<string, ValueType>>,
): string => {
  const result = solveTypes(
    { options: {}, inputs: {}, outputs: {}, ...declared },
    options,
    new Map(Object.entries(inputs)),
  );
  if (isFailure(result)) return `${result.kind}: ${result.text}`;
  return Object.values(result.outputs)
    .map(({ dtype, shape }) => `${dtype}[${shape.map(print).join(', ')}]`)
    .join(' ');
};

describe('shape equations', () => {
  it('bind dimensions and packs', () => {
    const dense = { inputs: { x: '[...lead, c]' }, outputs: { y: '[...lead, c * 2]' } };
    expect(solve(dense, {}, { x: float(batch, 7, 4) })).toBe('float32[batch, 7, 8]');
    expect(solve(dense, {}, { x: float(4) })).toBe('float32[8]');
  });

  it('are solved in any order', () => {
    const unpool = {
      inputs: { x: '[batch, h // 2, c]', like: '[batch, h, c]' },
      outputs: { y: '[batch, h, c]' },
    };
    expect(solve(unpool, {}, { x: float(batch, 4, 3), like: float(batch, 9, 3) })).toBe(
      'float32[batch, 9, 3]',
    );
    expect(solve(unpool, {}, { x: float(batch, 4, 3), like: float(batch, 10, 3) })).toBe('shape: 4 is not 5');
  });

  it('are solved for one name where they are linear', () => {
    const halves = { inputs: { x: '[batch, 2 * n + 1]' }, outputs: { y: '[batch, n]' } };
    expect(solve(halves, {}, { x: float(batch, 9) })).toBe('float32[batch, 4]');
    expect(solve(halves, {}, { x: float(batch, 8) })).toBe('shape: no whole n makes it 8');
  });

  it('know symbols', () => {
    const seq = symbol('seq');
    const same = { inputs: { a: '[batch, n]', b: '[batch, n]' }, outputs: { y: '[batch, n + 1]' } };
    expect(solve(same, {}, { a: float(batch, seq), b: float(batch, seq) })).toBe('float32[batch, seq + 1]');
    expect(solve(same, {}, { a: float(batch, seq), b: float(batch, symbol('other')) })).toBe(
      'shape: other is not seq',
    );
  });

  it('leave open what nothing decides', () => {
    expect(
      solve({ inputs: { x: '[batch, n]' }, outputs: { y: '[batch, m]' } }, {}, { x: float(batch, 2) }),
    ).toBe('unsolved: m is not known');
  });

  it('have dtype variables', () => {
    const same = { inputs: { a: 'n[...s]', b: 'n[...s]' }, outputs: { y: 'n[...s]' } };
    const int: ValueType = { dtype: 'int32', shape: [batch] };
    expect(solve(same, {}, { a: int, b: int })).toBe('int32[batch]');
    expect(solve(same, {}, { a: int, b: float(batch) })).toBe('dtype: is float32, not int32');
  });

  it('check conditions with the values of their names', () => {
    const grouped = {
      inputs: { x: '[batch, c]' },
      outputs: { y: '[batch, c]' },
      assert: ['c mod groups == 0'],
    };
    expect(solve(grouped, { groups: 2 }, { x: float(batch, 4) })).toBe('float32[batch, 4]');
    expect(solve(grouped, { groups: 3 }, { x: float(batch, 4) })).toBe(
      'assertion: c mod groups == 0 does not hold with c = 4, groups = 3',
    );
  });

  it('need the axes that are declared', () => {
    const image = { inputs: { x: '[batch, h, w, c]' }, outputs: { y: '[batch, c]' } };
    expect(solve(image, {}, { x: float(batch, 784) })).toBe('rank: has 1 axis, not 3 axes');
    expect(solve(image, {}, { x: float(1, 2, 3, 4) })).toBe('batch: has no batch axis');
  });
});
