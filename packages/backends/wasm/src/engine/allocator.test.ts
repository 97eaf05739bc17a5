import { BackendError } from '@neurite/contract';
import { alignment, createAllocator } from './allocator.js';

/** A memory of so many bytes that hands out unaligned addresses and never reuses them. */
const limited = (limit: number) => {
  const live = new Map<number, number>();
  let next = 8;
  const inUse = () => [...live.values()].reduce((a, b) => a + b, 0);
  return {
    live,
    malloc: (bytes: number) => {
      if (inUse() + bytes > limit) return 0;
      const address = next;
      next += bytes + 24;
      live.set(address, bytes);
      return address;
    },
    free: (address: number) => {
      expect(live.delete(address)).toBe(true);
    },
  };
};

describe('the allocator', () => {
  it('aligns blocks and keeps them apart', () => {
    const allocator = createAllocator(limited(1 << 20));
    const blocks = [1, 63, 64, 65, 1000].map(allocator.take);
    for (const { address } of blocks) expect(address % alignment).toBe(0);
    const sorted = blocks.toSorted((a, b) => a.address - b.address);
    sorted
      .slice(1)
      .forEach(({ address }, i) =>
        expect(address).toBeGreaterThanOrEqual(sorted[i]!.address + sorted[i]!.bytes),
      );
  });

  it('hands a returned block to the next who asks for its size', () => {
    const memory = limited(1 << 20);
    const allocator = createAllocator(memory);
    const block = allocator.take(1000);
    const reserved = allocator.reserved();
    allocator.give(block);
    expect(allocator.take(980)).toBe(block);
    expect(allocator.reserved()).toBe(reserved);
    expect(memory.live.size).toBe(1);
  });

  it('returns spare blocks before it gives up', () => {
    const memory = limited(4096);
    const allocator = createAllocator(memory);
    allocator.give(allocator.take(1500));
    allocator.give(allocator.take(1000));
    expect(allocator.take(3000).bytes).toBeGreaterThanOrEqual(3000);
    expect(memory.live.size).toBe(1);
    expect(() => allocator.take(3000)).toThrow(BackendError);
    expect(() => allocator.take(2 ** 33)).toThrow('Out of memory: 8589934592 more bytes');
  });

  it('returns everything when it is closed', () => {
    const memory = limited(1 << 20);
    const allocator = createAllocator(memory);
    allocator.give(allocator.take(100));
    allocator.take(200);
    allocator.close();
    expect(memory.live.size).toBe(0);
    expect(allocator.reserved()).toBe(0);
  });
});
