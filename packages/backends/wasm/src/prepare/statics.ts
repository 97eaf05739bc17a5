import { expression, type I32, signed } from '../encoder/index.js';

/** Memory whose size is known only when code generation ends, and its address only after that. */
export interface Statics {
  /** The address of so many new bytes. `write` is called with it once it is known. */
  reserve(bytes: number, write?: (address: number) => void): I32;
  bytes(): number;
  /** Fixes where it begins, and writes everything. */
  place(address: number): void;
}

export const createStatics = (alignment: number): Statics => {
  const writes: (() => void)[] = [];
  let size = 0;
  let base: number | undefined;
  return {
    reserve: (bytes, write) => {
      const offset = size;
      size += Math.ceil(bytes / alignment) * alignment;
      if (write !== undefined) writes.push(() => write(base! + offset));
      // i32.const of an address that the thunk looks up when the module is complete.
      return expression('i32', [0x41, () => signed((base! + offset) | 0)]);
    },
    bytes: () => size,
    place: (address) => {
      base = address;
      for (const write of writes) write();
    },
  };
};
