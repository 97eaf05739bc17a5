import { textReader, toLength } from './index.js';

const cut = { kind: 'tokens', by: 'word', lower: true, vocabulary: ['bad', 'good', 'é'] } as const;
const length = { kind: 'length', to: 4, with: 0, keep: 'start' } as const;

describe('textReader', () => {
  const read = textReader([cut, length]);

  it('numbers known tokens from 2 on, and others 1; what is left is padding', () => {
    expect([...read('Good, bad')]).toEqual([3, 1, 2, 0]);
    expect([...read('')]).toEqual([0, 0, 0, 0]);
    // One é, however it is written.
    expect([...read('e\u0301 \u00e9')]).toEqual([4, 4, 0, 0]);
  });

  it('keeps the start or the end of what is longer', () => {
    expect([...read('good bad bad bad good good')]).toEqual([3, 2, 2, 2]);
    expect([...textReader([cut, { ...length, keep: 'end' }])('good bad bad bad good good')]).toEqual([
      2, 2, 3, 3,
    ]);
    expect([...toLength(Int32Array.of(7), { ...length, with: -1 })]).toEqual([7, -1, -1, -1]);
  });

  it('knows no words of JavaScript', () => {
    expect([...read('constructor __proto__ toString')]).toEqual([1, 1, 1, 1]);
  });
});
