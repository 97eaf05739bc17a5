import {
  add,
  ceilDivide,
  exactQuotient,
  floorDivide,
  multiply,
  print,
  remainder,
  sameExtent,
  subtract,
  symbol,
  symbolName,
  symbolsOf,
} from './extent.js';

const seq = symbol('seq');
const dim = symbol('dim');

describe('extents', () => {
  it('are numbers wherever they can be', () => {
    expect(add(2, 3)).toBe(5);
    expect(subtract(add(seq, 3), seq)).toBe(3);
    expect(multiply(seq, 0)).toBe(0);
  });

  it('have one form, whatever the order they were made in', () => {
    const a = multiply(add(seq, 1), add(dim, 2));
    const b = add(add(multiply(dim, seq), multiply(2, seq)), add(dim, 2));
    expect(sameExtent(a, b)).toBe(true);
    expect(print(a)).toBe(print(b));
    expect(sameExtent(a, add(b, 1))).toBe(false);
  });

  it('divide exactly where they can and keep the quotient as a symbol where not', () => {
    expect(print(floorDivide(multiply(4, seq), 2))).toBe('2 * seq');
    expect(exactQuotient(multiply(seq, dim), dim)).toEqual(seq);
    expect(exactQuotient(add(seq, 1), 2)).toBeUndefined();
    expect(print(floorDivide(add(seq, 1), 2))).toBe('(seq + 1) // (2)');
    expect(print(multiply(2, floorDivide(seq, 3)))).toBe('2 * ((seq) // (3))');
    expect(print(add(floorDivide(seq, 3), 1))).toBe('((seq) // (3)) + 1');
    expect(print(ceilDivide(seq, 2))).toBe('(seq + 1) // (2)');
    expect(ceilDivide(7, 2)).toBe(4);
    expect(floorDivide(-7, 2)).toBe(-4);
    expect(remainder(-7, 3)).toBe(2);
    expect(remainder(multiply(4, seq), 2)).toBe(0);
    expect(print(remainder(seq, 2))).toBe('(seq) mod (2)');
  });

  it('print in the dimension grammar', () => {
    expect(print(add(multiply(2, seq), -1))).toBe('2 * seq - 1');
    expect(print(multiply(-1, seq))).toBe('-seq');
    expect(print(symbol('seq'))).toBe('seq');
  });

  it('know their symbols', () => {
    expect(symbolName(seq)).toBe('seq');
    expect(symbolName(add(seq, 1))).toBeUndefined();
    expect([...symbolsOf(add(floorDivide(seq, 3), dim))].sort()).toEqual(['dim', 'seq']);
  });
});
