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

/** Memory beyond this is not kept after a call. */
const keptPages = 1024;

/** In a memory beside tfjs's arrays, where operands are copied to: that takes little beside what its plain kernels would take. */
const plainHost = (backend: PlainBackend): Host => {
  const start = () => {
    const memory = new WebAssembly.Memory({ initial: 16 });
    return { memory, kernels: instantiate(memory) };
  };
  let { memory, kernels } = start();
  return {
    compute: (operands, shape, dtype, run) => {
      let end = 16;
      const take = (size: number, type: Dtype): number => {
        const address = end;
        end += bytesOf(size, type);
        return address;
      };
      const addresses = operands.map((x) => take(x.size, x.dtype as Dtype));
      const size = tf.util.sizeFromShape([...shape]);
      const result = take(size, dtype);
      const missing = Math.ceil(end / page) - memory.buffer.byteLength / page;
      if (missing > 0) memory.grow(missing);
      operands.forEach((x, k) =>
        new arrays[x.dtype as Dtype](memory.buffer, addresses[k], x.size).set(backend.readSync(x.dataId)),
      );
      run(kernels, addresses, result);
      const values = new arrays[dtype](memory.buffer, result, size).slice();
      if (memory.buffer.byteLength > keptPages * page) ({ memory, kernels } = start());
      return tf.engine().makeTensorFromTensorInfo(backend.makeTensorInfo([...shape], dtype, values));
    },
  };
};

let beside: { readonly memory: WebAssembly.Memory; readonly kernels: Kernels } | undefined;

/** Numbers that a kernel makes of none, wherever tfjs runs; undefined where there is no WebAssembly, or for very many. */
export const numbersOf = (
  size: number,
  run: (kernels: Kernels, result: number) => void,
): Float32Array | undefined => {
  const pages = Math.ceil((4 * size + 16) / page);
  if (typeof WebAssembly !== 'object' || pages > keptPages) return undefined;
  const memory = beside?.memory ?? new WebAssembly.Memory({ initial: 16 });
  beside ??= { memory, kernels: instantiate(memory) };
  const missing = pages - memory.buffer.byteLength / page;
  if (missing > 0) memory.grow(missing);
  run(beside.kernels, 16);
  return new Float32Array(memory.buffer, 16, size).slice();
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
