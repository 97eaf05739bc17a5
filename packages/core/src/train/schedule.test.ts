import { createCatalog, schedule } from '@neurite/contract';
import { rateFactor, type PastEpoch } from './schedule.js';

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
const follow = schedule({
  name: 'follow',
  summary: 'The last value that it saw; 100 where it saw none.',
  options: {
    monitor: { type: 'monitor', doc: 'What.' },
    duration: { type: 'duration', default: null, doc: 'How long.' },
  },
  duration: ({ duration }) => duration ?? undefined,
  factor: (_step, _steps, _options, observed) => observed?.values.at(-1) ?? 100,
});
const catalog = createCatalog([rise, fall, follow]);
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

  it('shows a schedule the epochs that ended while it lasted', () => {
    let epochs: readonly PastEpoch[] = [];
    const end = (step: number, loss: number): void => {
      const record = { epoch: epochs.length + 1, step, train: { loss }, rate: 1, seconds: 1 };
      epochs = [...epochs, { step, record }];
    };
    const schedules = [
      use('rise', { duration: 4 }),
      use('follow', { monitor: 'train.loss', duration: 6 }),
      use('follow', { monitor: 'train.loss', duration: null }),
    ];
    const factor = rateFactor(schedules, catalog, 100, { epochs: () => epochs, metrics: [] });
    // That of the rise, which ends as the next one begins, is not shown.
    end(4, 7);
    expect(factor(4)).toBe(100);
    end(8, 5);
    expect(factor(8)).toBe(5);
    end(10, 4);
    expect([9, 10].map(factor)).toEqual([4, 100]);
    end(12, 3);
    expect([9, 12, 1000].map(factor)).toEqual([4, 3, 3]);
  });
});
