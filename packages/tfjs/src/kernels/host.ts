import type { Shape } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { isOn } from '../primitives/is-on.js';
import { instantiate, isMemory, type Kernels } from './instance.js';

type Dtype = 'float32' | 'int32' | 'bool';

/** Runs kernels on operands at addresses, into a result at another. */
type Run = (kernels: Kernels, operands: readonly number[], result: number) => void;

/** A place where kernels can run. */
interface Host {
  compute(operands: readonly tf.Tensor[], shape: Shape, dtype: Dtype, run: Run): tf.Tensor;
}

/** What is used of tfjs's WebAssembly backend. */
interface WasmBackend {
  readonly wasm: { readonly asm: Readonly<Record<string, unknown>> };
  makeOutput(shape: readonly number[], dtype: Dtype): tf.TensorInfo;
  getMemoryOffset(id: tf.DataId): number;
}

/** What is used of tfjs's plain backend. */
interface PlainBackend {
  readSync(id: tf.DataId): Float32Array | Int32Array | Uint8Array;
  makeTensorInfo(
    shape: readonly number[],
    dtype: Dtype,
    values: Float32Array | Int32Array | Uint8Array,
  ): tf.TensorInfo;
}

/** In the memory of tfjs itself: nothing moves. */
const wasmHost = (backend: WasmBackend): Host => {
  const memory = Object.values(backend.wasm.asm).find(isMemory);
  if (memory === undefined)
    throw new Error("The memory of tfjs's WebAssembly backend was not found: version 4.22 has it.");
  const kernels = instantiate(memory);
  return {
    compute: (operands, shape, dtype, run) => {
      const y = backend.makeOutput([...shape], dtype);
      run(
        kernels,
        operands.map(({ dataId }) => backend.getMemoryOffset(dataId)),
        backend.getMemoryOffset(y.dataId),
      );
      return tf.engine().makeTensorFromTensorInfo(y);
    },
  };
};

const page = 65536;
const bytesOf = (size: number, dtype: Dtype): number =>
  Math.ceil((size * (dtype === 'bool' ? 1 : 4)) / 16) * 16;
const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/** Memory of ours beyond this is not kept after a call. */
const keptPages = 1024;

interface Beside {
  readonly memory: WebAssembly.Memory;
  readonly kernels: Kernels;
}
// Made when it is first needed.
let beside: Beside | undefined;

/** A memory of ours of so many bytes at least, for as long as `use` takes. */
const withMemory = <R>(bytes: number, use: (beside: Beside) => R): R => {
  if (beside === undefined) {
    const memory = new WebAssembly.Memory({ initial: 16 });
    beside = { memory, kernels: instantiate(memory) };
  }
  const used = beside;
  const missing = Math.ceil(bytes / page) - used.memory.buffer.byteLength / page;
  if (missing > 0) used.memory.grow(missing);
  const result = use(used);
  if (used.memory.buffer.byteLength > keptPages * page) beside = undefined;
  return result;
};

/** In a memory beside tfjs's arrays, where operands are copied to: that takes little beside what its plain kernels would take. */
const plainHost = (backend: PlainBackend): Host => ({
  compute: (operands, shape, dtype, run) => {
    let end = 0;
    const take = (size: number, type: Dtype): number => {
      const address = end;
      end += bytesOf(size, type);
      return address;
    };
    const addresses = operands.map((x) => take(x.size, x.dtype as Dtype));
    const size = tf.util.sizeFromShape([...shape]);
    const result = take(size, dtype);
    const values = withMemory(end, ({ memory, kernels }) => {
      operands.forEach((x, k) =>
        new arrays[x.dtype as Dtype](memory.buffer, addresses[k], x.size).set(backend.readSync(x.dataId)),
      );
      run(kernels, addresses, result);
      return new arrays[dtype](memory.buffer, result, size).slice();
    });
    return tf.engine().makeTensorFromTensorInfo(backend.makeTensorInfo([...shape], dtype, values));
  },
});

/** Numbers that a kernel makes of none, wherever tfjs runs; undefined where there is no WebAssembly. */
export const numbersOf = (
  size: number,
  run: (kernels: Kernels, result: number) => void,
): Float32Array | undefined => {
  if (typeof WebAssembly !== 'object') return undefined;
  return withMemory(bytesOf(size, 'float32'), ({ memory, kernels }) => {
    run(kernels, 0);
    return new Float32Array(memory.buffer, 0, size).slice();
  });
};

const hosts = new WeakMap<object, Host>();
// Of the last call: there is hardly ever another.
let last: { readonly backend: object; readonly host: Host } | undefined;

const hostOf = (backend: object): Host => {
  const made = (): Host =>
    isOn('wasm')
      ? wasmHost(backend as unknown as WasmBackend)
      : plainHost(backend as unknown as PlainBackend);
  const host = hosts.get(backend) ?? made();
  hosts.set(backend, host);
  last = { backend, host };
  return host;
};

/** Whether kernels can run where tfjs runs: not on GPUs, nor where there is no WebAssembly. */
export const hasKernels = (): boolean => isOn('wasm') || (isOn('cpu') && typeof WebAssembly === 'object');

/** A tensor that kernels make of others. */
export const compute: Host['compute'] = (operands, shape, dtype, run) => {
  const backend = tf.backend();
  const host = last?.backend === backend ? last.host : hostOf(backend);
  return host.compute(operands, shape, dtype, run);
};
