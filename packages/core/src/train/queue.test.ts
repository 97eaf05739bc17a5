import { createQueue } from './queue.js';

const read = async <T>(events: AsyncIterable<T>): Promise<readonly T[]> => {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
};

describe('createQueue', () => {
  it('gives events in order, whether the reader or the maker comes first', async () => {
    const queue = createQueue<number>(
      () => false,
      () => undefined,
    );
    queue.push(1);
    const all = read(queue);
    await Promise.resolve();
    queue.push(2);
    queue.push(3);
    queue.end();
    expect(await all).toEqual([1, 2, 3]);
  });

  it('replaces what nobody has read yet', async () => {
    const queue = createQueue<string>(
      (newer, older) => newer[0] === 's' && older[0] === 's',
      () => undefined,
    );
    for (const event of ['start', 's1', 's2', 'epoch', 's3', 's4']) queue.push(event);
    queue.end();
    expect(await read(queue)).toEqual(['s2', 'epoch', 's4']);
  });

  it('says when the reader goes, and passes failures on', async () => {
    let left = 0;
    const queue = createQueue<number>(
      () => false,
      () => left++,
    );
    queue.push(1);
    for await (const event of queue) if (event === 1) break;
    expect(left).toBe(1);
    const failing = createQueue<number>(
      () => false,
      () => undefined,
    );
    failing.push(1);
    failing.fail(new Error('broken'));
    await expect(read(failing)).rejects.toThrow('broken');
  });
});
