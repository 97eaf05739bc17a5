import { describeDefinition } from '@neurite/testing';
import { log } from './log.js';

describeDefinition(log, []);

const space = (from: number, to: number, integer = false) => ({ options: { from, to }, values: [], integer });

describe('log', () => {
  it('goes by factors', () => {
    expect([0, 0.25, 0.5, 1].map((at) => log.sample([at], space(1e-5, 1e-1)))).toEqual([
      '0.00001',
      '0.0001',
      '0.001',
      '0.1',
    ]);
  });

  it('gives whole numbers where these are taken, both ends included', () => {
    const seen = Array.from({ length: 1001 }, (_, i) => log.sample([i / 1000], space(1, 8, true)));
    expect([...new Set(seen)]).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  it('proposes another power of ten', () => {
    expect(log.wider!('low', space(1e-4, 0.1))).toEqual({ from: 1e-5, to: 0.1 });
    expect(log.wider!('high', space(1e-4, 0.1))).toEqual({ from: 1e-4, to: 1 });
    expect(log.wider!('low', space(1, 8, true))).toBeUndefined();
  });
});
