import type { Column } from '@neurite/contract';
import { describeDefinition } from '@neurite/testing';
import { pad } from './pad.js';
import { tokenize } from './tokenize.js';

describeDefinition(tokenize, []);
describeDefinition(pad, []);

const readFile = () => {
  throw new Error('It reads no files.');
};
const texts = (...data: string[]): Column => ({ type: 'string', data });
const run = async (
  column: Column,
  training: readonly number[],
  options: Partial<{ vocabulary: number; by: 'word' | 'character'; lower: boolean }> = {},
  learned?: unknown,
) => {
  const outcome = await tokenize.host!(column, {
    options: { vocabulary: 5, by: 'word', lower: true, ...options },
    readFile,
    training: Int32Array.from(training),
    ...(learned === undefined ? {} : { learned }),
  });
  if (!outcome.ok) return { codes: outcome.diagnostics.map(({ code }) => code) };
  const { column: result, learned: vocabulary } = outcome.value;
  return { lists: result.type === 'list' ? result.data.map((list) => [...list]) : [], vocabulary };
};

describe('tokenize', () => {
  it('numbers the most frequent words of the training part, equally frequent ones by their letters', async () => {
    const column = texts('b a. B c', 'a b!', 'c c c c d');
    // Of the first two texts: b 3 times, a twice, then ! . c once each; five numbers are for padding, unknown, b, a and !.
    const { lists } = await run(column, [0, 1]);
    expect(lists).toEqual([
      [2, 3, 1, 2, 1],
      [3, 2, 4],
      [1, 1, 1, 1, 1],
    ]);
  });

  it('learns nothing from other rows', async () => {
    const [one, other] = [await run(texts('a b', 'z z z'), [0]), await run(texts('a b', 'x y'), [0])];
    expect(one.vocabulary).toEqual(other.vocabulary);
    expect(one.lists![0]).toEqual(other.lists![0]);
  });

  it('takes over what was learned elsewhere', async () => {
    const { vocabulary } = await run(texts('a b a'), [0]);
    expect((await run(texts('b z a'), [], {}, vocabulary)).lists).toEqual([[3, 1, 2]]);
  });

  it('cuts words with apostrophes and marks, in any script; or characters', async () => {
    const all = [0];
    const count = async (text: string, options = {}) =>
      (await run(texts(text), all, { vocabulary: 100, ...options })).lists![0]!.length;
    expect(await count("Don't stop, Zoë — 3 times…")).toBe(8);
    expect(await count('наука и 科学')).toBe(3);
    expect(await count('  \n')).toBe(0);
    expect(await count('a b', { by: 'character' })).toBe(3);
    expect((await run(texts('A a'), all, { lower: false })).lists).toEqual([[2, 3]]);
    // One é, however it is written.
    expect((await run(texts('é e\u0301'), all)).lists).toEqual([[2, 2]]);
  });

  it('refuses what is no text', async () => {
    const column: Column = { type: { dtype: 'int32', shape: [] }, data: Int32Array.of(1) };
    expect((await run(column, [0])).codes).toEqual(['text-type']);
  });
});

describe('pad', () => {
  const lists: Column = { type: 'list', data: [Int32Array.of(1, 2, 3), Int32Array.of(4), Int32Array.of()] };
  const padded = async (column: Column, options: { to: number; with?: number; keep?: 'start' | 'end' }) => {
    const outcome = await pad.host!(column, {
      options: { with: 0, keep: 'start', ...options },
      readFile,
      training: Int32Array.of(),
    });
    return outcome.ok ? outcome.value.column : outcome.diagnostics.map(({ code }) => code);
  };

  it('cuts off and fills up', async () => {
    expect(await padded(lists, { to: 2 })).toEqual({
      type: { dtype: 'int32', shape: [2] },
      data: Int32Array.of(1, 2, 4, 0, 0, 0),
    });
    expect(await padded(lists, { to: 2, with: 9, keep: 'end' })).toMatchObject({
      data: Int32Array.of(2, 3, 4, 9, 9, 9),
    });
  });

  it('refuses what is no list', async () => {
    expect(await padded({ type: 'string', data: ['a'] }, { to: 2 })).toEqual(['pad-type']);
  });
});
