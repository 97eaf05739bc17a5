import {
  BackendError,
  sizeOf,
  type Buffer,
  type DeviceStatistics,
  type HostArray,
  type TensorType,
} from '@neurite/contract';
import { allocate, type Precision } from '@neurite/program';

/** The tensors that a device holds, by handle. */
export interface Memory {
  /** A new handle that owns `data` from now on. */
  hold(type: TensorType, data: HostArray): Buffer;
  data(buffer: Buffer): HostArray;
  replace(buffer: Buffer, data: HostArray): void;
  free(buffer: Buffer): void;
  clear(): void;
  statistics(): Pick<DeviceStatistics, 'buffers' | 'bytes'>;
}

export const createMemory = (): Memory => {
  const held = new Map<Buffer, HostArray>();
  let bytes = 0;
  const data = (buffer: Buffer): HostArray => {
    const found = held.get(buffer);
    if (found === undefined) throw new BackendError('This buffer was freed, or belongs to another device.');
    return found;
  };
  return {
    hold: (type, owned) => {
      const buffer: Buffer = Object.freeze({ type });
      held.set(buffer, owned);
      bytes += owned.byteLength;
      return buffer;
    },
    data,
    replace: (buffer, owned) => {
      bytes += owned.byteLength - data(buffer).byteLength;
      held.set(buffer, owned);
    },
    free: (buffer) => {
      bytes -= data(buffer).byteLength;
      held.delete(buffer);
    },
    clear: () => {
      held.clear();
      bytes = 0;
    },
    statistics: () => ({ buffers: held.size, bytes }),
  };
};

const isArrayOf = (dtype: TensorType['dtype'], data: HostArray): boolean => {
  if (dtype === 'int32') return data instanceof Int32Array;
  if (dtype === 'bool') return data instanceof Uint8Array;
  return data instanceof Float32Array || data instanceof Float64Array;
};

/** A copy of host data in the device's precision; refuses data that is not of this type. */
export const copyIn = (type: TensorType, data: HostArray, precision: Precision): HostArray => {
  if (!isArrayOf(type.dtype, data) || data.length !== sizeOf(type.shape)) {
    const wanted = `${type.dtype}[${type.shape.join(', ')}]`;
    throw new BackendError(
      `A ${data.constructor.name} of ${data.length} elements is not a tensor ${wanted}.`,
    );
  }
  const copy = allocate(type, precision);
  copy.set(data);
  return copy;
};
