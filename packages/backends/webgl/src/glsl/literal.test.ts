import { integer, literal } from './literal.js';

describe('literals', () => {
  it.each([
    [0, '0.'],
    [12, '12.'],
    [-3, '(-3.)'],
    // Bit patterns of IEEE 754, from its definition.
    [0.5, 'uintBitsToFloat(0x3f000000u)'],
    [-0, 'uintBitsToFloat(0x80000000u)'],
    [Infinity, 'uintBitsToFloat(0x7f800000u)'],
    [NaN, 'uintBitsToFloat(0x7fc00000u)'],
    [2 ** 24, 'uintBitsToFloat(0x4b800000u)'],
  ])('%p is %s', (value, text) => {
    expect(literal(value)).toBe(text);
  });

  it('integers are safe after a minus', () => {
    expect([integer(4), integer(-4)]).toEqual(['4', '(-4)']);
  });
});
