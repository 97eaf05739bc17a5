import { describeDefinition } from '@neurite/testing';
import { uniform } from './uniform.js';

describeDefinition(uniform, []);

const space = (from: number, to: number, integer = false) => ({ options: { from, to }, values: [], integer });

describe('uniform', () => {
  it('goes from one end to the other', () => {
    expect([0, 0.25, 1].map((at) => uniform.sample([at], space(0, 0.6)))).toEqual(['0', '0.15', '0.6']);
  });

  it('gives every whole number of the range, both ends included', () => {
    const seen = Array.from({ length: 100 }, (_, i) => uniform.sample([i / 99], space(2, 5, true)));
    expect([...new Set(seen)]).toEqual(['2', '3', '4', '5']);
    expect(seen.filter((text) => text === '5')).toHaveLength(25);
  });

  it('proposes what is wider, but nothing below a range that begins at 0', () => {
    expect(uniform.wider!('high', space(0, 0.6))).toEqual({ from: 0, to: 1.2 });
    expect(uniform.wider!('low', space(0, 0.6))).toBeUndefined();
    expect(uniform.wider!('low', space(2, 3))).toEqual({ from: 1, to: 3 });
  });

  it('knows ends that are no range', () => {
    expect(uniform.problem!(space(0.5, 3, true))).toContain('whole numbers');
    expect(uniform.problem!(space(0, 0.6))).toBeUndefined();
  });
});
