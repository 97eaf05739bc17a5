import type { Dtype, HostArray } from '@neurite/contract';
import type { Shader } from '../glsl/shader.js';
import type { Texture } from './texture.js';

/** `[batch, rows, columns]`. */
export type MatrixShape = readonly [batch: number, rows: number, columns: number];

/** A batched product: the shapes as stored, before transposition. Batches are equal, or one of them is 1. */
export interface Product {
  readonly a: MatrixShape;
  readonly b: MatrixShape;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** What kernels may do. Every texture that is given back has one reference, which belongs to the caller. */
export interface Gpu {
  upload(dtype: Dtype, data: HostArray): Texture;
  download(texture: Texture): Promise<HostArray>;
  run(shader: Shader, dtype: Dtype, inputs: readonly Texture[], uniforms?: readonly number[]): Texture;
  multiply(a: Texture, b: Texture, product: Product): Texture;
  retain(texture: Texture): Texture;
  release(texture: Texture): void;
}
