import {
  type Buffer,
  type Device,
  type Executable,
  type HostArray,
  sameShape,
  sizeOf,
  type TensorType,
} from '@neurite/contract';
import { capabilities } from './capabilities.js';
import { type Block, createAllocator, type KernelLibrary, libraryVersion, viewsOf } from './engine/index.js';
import { bytesOf, createExecutable } from './prepare/index.js';

/** A buffer of this device: words at an address. */
interface Resident extends Buffer {
  readonly block: Block;
}

/** A device over one instance of the kernel library. `relaxed` lets products of matrices use fused multiply-add. */
export const createDevice = (engine: KernelLibrary, relaxed = false): Device => {
  const allocator = createAllocator(engine);
  const views = viewsOf(engine.memory);
  const live = new Set<Buffer>();
  const executables = new Set<Executable>();
  let bytes = 0;
  let isClosed = false;

  const requireOpen = (): void => {
    if (isClosed) throw new Error('The device is closed.');
  };
  const resident = (buffer: Buffer): Resident => {
    if (!live.has(buffer)) throw new Error('This buffer was freed, or belongs to another device.');
    return buffer as Resident;
  };
  const createBuffer = (type: TensorType): Resident => {
    const block = allocator.take(bytesOf(type));
    const buffer = { type, block };
    live.add(buffer);
    bytes += bytesOf(type);
    return buffer;
  };
  const free = (buffer: Buffer): void => {
    const { type, block } = resident(buffer);
    live.delete(buffer);
    bytes -= bytesOf(type);
    allocator.give(block);
  };
  const words = ({ type, block }: Resident): Int32Array | Float32Array => {
    const all = type.dtype === 'float32' ? views.float32() : views.int32();
    const first = block.address / 4;
    return all.subarray(first, first + sizeOf(type.shape));
  };
  const fill = (buffer: Resident, data: HostArray): void => {
    if (data.length !== sizeOf(buffer.type.shape))
      throw new Error(
        `[${buffer.type.shape.join(', ')}] holds ${sizeOf(buffer.type.shape)} elements, got ${data.length}.`,
      );
    words(buffer).set(data);
  };

  return {
    capabilities,
    description: `tfjs-wasm ${libraryVersion} simd${relaxed ? ' relaxed-fma' : ''}`,
    write: (type, data) => {
      requireOpen();
      const buffer = createBuffer(type);
      try {
        fill(buffer, data);
      } catch (error) {
        free(buffer);
        throw error;
      }
      return buffer;
    },
    rewrite: (buffer, data) => fill(resident(buffer), data),
    // Rejects rather than throws where the buffer is gone.
    read: async (buffer) => {
      const values = words(resident(buffer));
      return buffer.type.dtype === 'bool' ? Uint8Array.from(values) : values.slice();
    },
    free,
    prepare: async (program) => {
      requireOpen();
      const made = await createExecutable(program, {
        library: engine,
        relaxed,
        int32: views.int32,
        float32: views.float32,
        take: allocator.take,
        give: allocator.give,
        addressOf: (buffer, type) => {
          const { block, type: own } = resident(buffer);
          if (own.dtype !== type.dtype || !sameShape(own.shape, type.shape))
            throw new Error(
              `Expected ${type.dtype}[${type.shape.join(', ')}], got ${own.dtype}[${own.shape.join(', ')}].`,
            );
          return block.address;
        },
        createBuffer,
        free,
      });
      const executable: Executable = {
        ...made,
        dispose: () => {
          // After the device is closed there is nothing to return any more.
          if (executables.delete(executable)) made.dispose();
        },
      };
      executables.add(executable);
      return executable;
    },
    statistics: () => ({ buffers: live.size, bytes, reserved: allocator.reserved() }),
    close: () => {
      if (isClosed) return;
      isClosed = true;
      for (const executable of [...executables]) executable.dispose();
      live.clear();
      bytes = 0;
      allocator.close();
    },
  };
};
