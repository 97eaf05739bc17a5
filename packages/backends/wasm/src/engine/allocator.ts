import { OutOfMemory } from '@neurite/contract';
import type { KernelLibrary } from './library.js';

/** Blocks begin at multiples of this: a cache line, and more than any vector load wants. */
export const alignment = 64;

export interface Block {
  readonly address: number;
  readonly bytes: number;
}

export interface Allocator {
  /** @throws OutOfMemory where the memory cannot grow any more. */
  take(bytes: number): Block;
  give(block: Block): void;
  /** Bytes asked of the memory and not returned, spare blocks included. */
  reserved(): number;
  /** Returns everything, blocks in use included. */
  close(): void;
}

const roundUp = (bytes: number): number => Math.max(alignment, Math.ceil(bytes / alignment) * alignment);

/**
 * Aligned blocks, pooled by size: a training loop asks for the same few sizes again and again, and gets the same blocks.
 * Spare blocks are returned to the memory only when it has no more to give.
 */
export const createAllocator = ({ malloc, free }: Pick<KernelLibrary, 'malloc' | 'free'>): Allocator => {
  /** Aligned address → the address that malloc gave. */
  const raw = new Map<number, { readonly address: number; readonly bytes: number }>();
  const spare = new Map<number, Block[]>();
  let reserved = 0;

  const returnBlock = (block: Block): void => {
    const origin = raw.get(block.address)!;
    free(origin.address);
    raw.delete(block.address);
    reserved -= origin.bytes;
  };
  const returnSpare = (): void => {
    for (const blocks of spare.values()) blocks.forEach(returnBlock);
    spare.clear();
  };
  const fresh = (bytes: number): Block | undefined => {
    const total = bytes + alignment;
    // malloc takes an unsigned 32-bit size and would wrap.
    const address = total >= 2 ** 32 ? 0 : malloc(total) >>> 0;
    if (address === 0) return undefined;
    const block = { address: Math.ceil(address / alignment) * alignment, bytes };
    raw.set(block.address, { address, bytes: total });
    reserved += total;
    return block;
  };

  return {
    take: (asked) => {
      const bytes = roundUp(asked);
      const pooled = spare.get(bytes)?.pop();
      if (pooled !== undefined) return pooled;
      const block = fresh(bytes) ?? (returnSpare(), fresh(bytes));
      if (block === undefined) {
        const inUse = Math.round(reserved / 2 ** 20);
        throw new OutOfMemory(
          `Out of memory: ${asked} more bytes do not fit beside the ${inUse} MB in use; WebAssembly addresses 4 GB at most.`,
        );
      }
      return block;
    },
    give: (block) => {
      const blocks = spare.get(block.bytes) ?? [];
      spare.set(block.bytes, blocks);
      blocks.push(block);
    },
    reserved: () => reserved,
    close: () => {
      for (const { address } of raw.values()) free(address);
      raw.clear();
      spare.clear();
      reserved = 0;
    },
  };
};
