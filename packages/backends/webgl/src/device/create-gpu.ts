import { BackendError, sizeOf, type Dtype, type HostArray } from '@neurite/contract';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import type { Shader } from '../glsl/shader.js';
import { createBackend, loseContext } from './context.js';
import { finished } from './finished.js';
import type { Gpu } from './gpu.js';
import type { Texture } from './texture.js';
import type { Tfjs } from './tfjs.js';

/** A GPU, and what the device asks of it beside what kernels may do. */
export interface OwnedGpu extends Gpu {
  /** Bytes of all textures, those included that wait to be used again. */
  reserved(): number;
  /** How many textures are in use. */
  textures(): number;
  /** Throws where the browser has taken the context away. */
  requireContext(): void;
  close(): void;
}

const hostArrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

// Whatever the dtype, textures hold float32: to tfjs every tensor is one of floats.
const flatInfo = (info: TensorInfo, size: number): TensorInfo => ({
  ...info,
  shape: [Math.max(1, size)],
  dtype: 'float32',
});

const gpgpuProgram = ({ inputs, size, uniforms, code }: Shader): GPGPUProgram => ({
  variableNames: Array.from({ length: inputs }, (_, n) => `a${n}`),
  outputShape: [Math.max(1, size)],
  userCode: code,
  customUniforms: uniforms.map((name) => ({ name, type: 'int' as const })),
});

export const createGpu = (tfjs: Tfjs, gl: WebGL2RenderingContext): OwnedGpu => {
  const backend = createBackend(tfjs, gl);
  const multiplication = tfjs.core.getKernel('BatchMatMul', 'webgl').kernelFunc;
  const programs = new WeakMap<Shader, GPGPUProgram>();

  const own = (dtype: Dtype, size: number, info: TensorInfo): Texture => {
    const isPacked = backend.texData.get(info.dataId).isPacked;
    return {
      dtype,
      size,
      references: 1,
      packed: isPacked ? [info] : [],
      flat: isPacked ? undefined : flatInfo(info, size),
    };
  };
  const flat = (texture: Texture): TensorInfo => {
    texture.flat ??= flatInfo(backend.unpackTensor(texture.packed[0]!), texture.size);
    return texture.flat;
  };
  const packed = (texture: Texture, shape: readonly number[]): TensorInfo => {
    const known = texture.packed.find((info) => info.shape.every((extent, axis) => extent === shape[axis]));
    if (known !== undefined) return known;
    const made = backend.packTensor({ ...flat(texture), shape: [...shape] });
    texture.packed.push(made);
    return made;
  };
  const program = (shader: Shader): GPGPUProgram => {
    const known = programs.get(shader);
    if (known !== undefined) return known;
    const made = gpgpuProgram(shader);
    programs.set(shader, made);
    return made;
  };

  const requireContext = (): void => {
    if (gl.isContextLost())
      throw new BackendError('The browser took the WebGL context away, and with it all tensors on the GPU.');
  };

  return {
    upload: (dtype, data) => {
      // A texture has at least one element. The copy is tfjs's own: it uploads late, and by then the caller's may have changed.
      const values = new Float32Array(Math.max(1, data.length));
      values.set(data);
      return own(dtype, data.length, backend.makeTensorInfo([values.length], 'float32', values));
    },
    download: async (texture) => {
      await finished(gl);
      // A context that is lost while waiting would be read as zeros.
      requireContext();
      const values = backend.readSync(flat(texture).dataId) as Float32Array;
      return hostArrays[texture.dtype].from(values.subarray(0, texture.size)) as HostArray;
    },
    run: (shader, dtype, inputs, uniforms = []) => {
      const made = backend.runWebGLProgram(
        program(shader),
        inputs.map(flat),
        'float32',
        uniforms.map((value) => [value]),
      );
      return own(dtype, shader.size, made);
    },
    multiply: (a, b, product) => {
      const inputs = { a: packed(a, product.a), b: packed(b, product.b) };
      const { transposeA, transposeB } = product;
      const made = multiplication({ inputs, backend, attrs: { transposeA, transposeB } }) as TensorInfo;
      return own('float32', sizeOf(made.shape), made);
    },
    retain: (texture) => {
      texture.references++;
      return texture;
    },
    release: (texture) => {
      if (--texture.references > 0) return;
      for (const info of texture.packed) backend.disposeIntermediateTensorInfo(info);
      if (texture.flat !== undefined) backend.disposeIntermediateTensorInfo(texture.flat);
    },
    reserved: () => backend.memory().numBytesInGPUAllocated,
    textures: () => backend.numDataIds(),
    requireContext,
    close: () => {
      if (!gl.isContextLost()) backend.dispose();
      loseContext(gl);
    },
  };
};
