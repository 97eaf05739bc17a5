import fc from 'fast-check';
import { fromJson, toJson } from './json.js';

describe('toJson', () => {
  it('brings every number back', () => {
    const value = {
      a: [NaN, Infinity, -Infinity, -0, 0, 0.1, 5e-324, 1.7976931348623157e308],
      b: { c: 'NaN', d: null },
    };
    expect(fromJson(toJson(value))).toEqual(value);
    expect(Object.is((fromJson(toJson([-0])) as number[])[0], -0)).toBe(true);
    fc.assert(
      fc.property(fc.double(), (number) => expect(Object.is(fromJson(toJson(number)), number)).toBe(true)),
    );
  });
});
