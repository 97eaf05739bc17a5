import { parseExpression } from '../parse/fragments.js';
import { applyFix } from '../text/apply-fix.js';

const readings = (text: string) => {
  const [diagnostic] = parseExpression(text).diagnostics;
  expect(diagnostic?.code).toBe('mixed-arrow');
  return diagnostic!.fixes!.map((fix) => applyFix(text, fix));
};

describe('arrows among operators', () => {
  it.each([
    ['x + x -> norm -> attend(8)', '(x + x) -> norm -> attend(8)', 'x + (x -> norm -> attend(8))'],
    ['x -> f + y -> g', 'x -> (f + y) -> g', '(x -> f) + (y -> g)'],
    ['x -> f * 2', 'x -> (f * 2)', '(x -> f) * 2'],
    ['-x -> f', '(-x) -> f', '-(x -> f)'],
    ['a * b + c ^ d -> f as g', '(a * b + c ^ d) -> f as g', 'a * b + c ^ (d -> f as g)'],
    ['x == y -> f -> g == z', '(x == y) -> f -> (g == z)', 'x == (y -> f -> g) == z'],
    ['0..n -> f', '(0..n) -> f', '0..(n -> f)'],
  ])('%s can be meant in two ways', (text, operatorsFirst, arrowsFirst) => {
    expect(readings(text)).toEqual([operatorsFirst, arrowsFirst]);
  });

  it('have one reading before a prefix operator', () => {
    expect(readings('x -> -f')).toEqual(['x -> (-f)']);
  });

  it('leave no mistake once fixed', () => {
    for (const text of ['x + x -> norm', 'x -> f + y -> g', '-x -> f', 'not x -> f and y']) {
      for (const fixed of readings(text)) expect(parseExpression(fixed).diagnostics).toEqual([]);
    }
  });
});
