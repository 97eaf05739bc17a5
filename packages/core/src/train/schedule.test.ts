import { createCatalog, schedule } from '@neurite/contract';
import { rateFactor } from './schedule.js';

const rise = schedule({
  name: 'rise',
  summary: 'Rises.',
  options: { duration: { type: 'duration', doc: 'How long.' } },
  duration: ({ duration }) => duration,
  factor: (step, steps) => step / steps,
});
const fall = schedule({
  name: 'fall',
  summary: 'Falls.',
  options: {},
  factor: (step, steps) => 1 - step / steps,
});
const catalog = createCatalog([rise, fall]);
const use = (name: string, options = {}) => ({ kind: 'schedule', name, version: 1, options }) as const;

describe('rateFactor', () => {
  it('is 1 without schedules', () => {
    expect(rateFactor([], catalog, 10)(7)).toBe(1);
  });

  it('puts schedules one after the other; what has no length takes what is left', () => {
    const factor = rateFactor([use('rise', { duration: 4 }), use('fall')], catalog, 12);
    expect([0, 1, 3, 4, 8, 11].map(factor)).toEqual([0, 0.25, 0.75, 1, 0.5, 1 - 7 / 8]);
  });

  it('keeps the last factor after the end', () => {
    expect(rateFactor([use('rise', { duration: 4 })], catalog, 100)(50)).toBe(1);
    expect(rateFactor([use('fall')], catalog, 10)(12)).toBe(0);
  });

  it('shares what is left among several', () => {
    const factor = rateFactor([use('fall'), use('fall')], catalog, 8);
    expect([0, 2, 4, 6].map(factor)).toEqual([1, 0.5, 1, 0.5]);
  });
});
