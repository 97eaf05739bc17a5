import { catalog } from '@neurite/standard/catalog';
import { runInPage } from '../../run-in-page.mjs';
import type { Problems } from './definitions.page.js';

const finite = 'finite at awkward values';
const visible = 'NaN stays visible';

/** Checks that cannot hold, on no backend: the mathematics is against them. */
const exclusions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'layer divide': { [finite]: 'nothing divides by 0' },
  'layer exp': { [finite]: 'overflows above 88.7' },
  'layer exponential': { [finite]: 'overflows above 88.7' },
  'layer floor_divide': { [finite]: 'nothing divides by 0' },
  'layer log': { [finite]: 'no logarithm below 0' },
  'layer log1p': { [finite]: 'no logarithm below 0' },
  'layer max_unpool': { [visible]: 'positions only say where values go' },
  'layer power': { [finite]: '0 to a negative power, and overflow' },
  'layer remainder': { [finite]: 'nothing divides by 0' },
  'layer repeat_over_batch': { [visible]: 'only the batch of the other value is read' },
  'layer sqrt': { [finite]: 'no root below 0' },
  'loss poisson': { [finite]: 'a rate is positive' },
};

// Definitions are tested in Node on the backends that run there, each beside its own file. WebGL needs a page, and one page is enough for all.
describe('the catalogue on WebGL, in a browser', () => {
  let results: Readonly<Record<string, Problems>>;
  beforeAll(async () => {
    const entry = new URL('./definitions.page.ts', import.meta.url);
    results = await runInPage({ entry, call: 'definitionsOnWebgl' });
  }, 900_000);

  it.each(catalog.definitions.map(({ kind, name }) => `${kind} ${name}`))('%s', (name) => {
    const excluded = Object.keys(exclusions[name] ?? {});
    const problems = { ...results[name]! };
    // An exclusion that has outlived its reason fails, too.
    expect(excluded.filter((check) => problems[check] === undefined)).toEqual([]);
    for (const check of excluded) delete problems[check];
    expect(problems).toEqual({});
  });
});
