import { f32x4, type V128 } from '../../encoder/index.js';

/**
 * Winograd's minimal filtering F(2×2, 3×3): four results from 16 multiplications instead of 36.
 * Y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A, for a tile d of 4 × 4, a kernel g of 3 × 3 and results Y of 2 × 2. Each map below is one side of
 * such a product, on a column of vectors; all entries are 0, ±1 or ½, so they cost additions only.
 *
 * @see Lavin, Gray, "Fast algorithms for convolutional neural networks", CVPR 2016, arXiv:1509.09308.
 */
export type Side = (column: readonly V128[]) => readonly V128[];

const { add, sub, mul, neg } = f32x4;
const half = (x: V128): V128 => mul(x, f32x4.constant(0.5));

/** Bᵀ: 4 → 4. */
export const ofInput: Side = ([a, b, c, d]) => [sub(a!, c!), add(b!, c!), sub(c!, b!), sub(b!, d!)];

/** G: 3 → 4. */
export const ofKernel: Side = ([a, b, c]) => [a!, half(add(add(a!, c!), b!)), half(sub(add(a!, c!), b!)), c!];

/** Aᵀ: 4 → 2. */
export const ofResult: Side = ([a, b, c, d]) => [add(add(a!, b!), c!), sub(sub(b!, c!), d!)];

/** A: 2 → 4, the transpose of Aᵀ. */
export const ofResultGradient: Side = ([a, b]) => [a!, add(a!, b!), sub(a!, b!), neg(b!)];

/** Gᵀ: 4 → 3, the transpose of G. */
export const ofKernelGradient: Side = ([a, b, c, d]) => [
  add(a!, half(add(b!, c!))),
  half(sub(b!, c!)),
  add(half(add(b!, c!)), d!),
];
