import { type Code, float32Bytes, float64Bytes, int32Bytes, int64Bytes, unsigned } from './code.js';
import { binary, load, store, unary } from './scalar.js';
import {
  type Expression,
  expression,
  type I32,
  type Statement,
  statement,
  type V128,
  type ValueType,
} from './types.js';

/** Vector instructions share a prefix; their numbers are LEB128. */
const simd = (opcode: number): Code => [0xfd, unsigned(opcode)];
const two = (opcode: number) => binary<'v128', 'v128'>('v128', simd(opcode));
const one = (opcode: number) => unary<'v128', 'v128'>('v128', simd(opcode));
const shift = (opcode: number) => binary<'v128', 'v128', 'i32'>('v128', simd(opcode));
const splat = <T extends ValueType>(opcode: number) => unary<T, 'v128'>('v128', simd(opcode));
const extract =
  <T extends ValueType>(type: T, opcode: number) =>
  (vector: V128, lane: number): Expression<T> =>
    expression(type, [vector.code, simd(opcode), lane]);
const replace =
  <T extends ValueType>(opcode: number) =>
  (vector: V128, lane: number, value: Expression<T>): V128 =>
    expression('v128', [vector.code, value.code, simd(opcode), lane]);
const constant = (bytes: Code): V128 => expression('v128', [simd(12), bytes]);

export const v128 = {
  load: load('v128', simd(0)),
  loadSplat32: load('v128', simd(9)),
  loadZero32: load('v128', simd(92)),
  store: store<'v128'>(simd(11)),
  loadLane32: (address: I32, vector: V128, lane: number, offset = 0): V128 =>
    expression('v128', [address.code, vector.code, simd(86), [2, unsigned(offset)], lane]),
  storeLane32: (address: I32, value: V128, lane: number, offset = 0): Statement =>
    statement([address.code, value.code, simd(90), [2, unsigned(offset)], lane]),
  not: one(77),
  and: two(78),
  /** a ∧ ¬b */
  andNot: two(79),
  or: two(80),
  xor: two(81),
  /** Bits of a where the mask is set, bits of b elsewhere. */
  bitselect: (a: V128, b: V128, mask: V128): V128 =>
    expression('v128', [a.code, b.code, mask.code, simd(82)]),
  /** The bytes of (a, b) numbered 0 to 31. */
  shuffle: (a: V128, b: V128, bytes: readonly number[]): V128 =>
    expression('v128', [a.code, b.code, simd(13), bytes]),
};

/** Shuffles whole 32-bit lanes: 0 to 3 are those of a, 4 to 7 those of b. */
export const shuffle32 = (a: V128, b: V128, lanes: readonly [number, number, number, number]): V128 =>
  v128.shuffle(
    a,
    b,
    lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)),
  );

export const i32x4 = {
  constant: (a: number, b = a, c = a, d = a): V128 => constant(int32Bytes(a, b, c, d)),
  splat: splat<'i32'>(17),
  extract: extract('i32', 27),
  replace: replace<'i32'>(28),
  eq: two(55),
  ne: two(56),
  ltS: two(57),
  abs: one(160),
  neg: one(161),
  shl: shift(171),
  shrS: shift(172),
  shrU: shift(173),
  add: two(174),
  sub: two(177),
  mul: two(181),
  minS: two(182),
  maxS: two(184),
  /** NaN gives 0, what does not fit gives the nearest that does. */
  truncSatF32x4S: one(248),
  truncSatF64x2SZero: one(252),
};

export const i64x2 = {
  constant: (a: bigint): V128 => constant([int64Bytes(a), int64Bytes(a)]),
  shl: shift(203),
  shrS: shift(204),
  sub: two(209),
};

export const f32x4 = {
  constant: (a: number, b = a, c = a, d = a): V128 => constant(float32Bytes(a, b, c, d)),
  extract: extract('f32', 31),
  eq: two(65),
  ne: two(66),
  lt: two(67),
  gt: two(68),
  ge: two(70),
  floor: one(104),
  nearest: one(106),
  abs: one(224),
  neg: one(225),
  sqrt: one(227),
  add: two(228),
  sub: two(229),
  mul: two(230),
  div: two(231),
  /** NaN where either is NaN, and −0 < +0. */
  min: two(232),
  max: two(233),
  /** a < b ? b : a, as one machine instruction; b wins where a is NaN. */
  pseudoMin: two(234),
  pseudoMax: two(235),
  convertI32x4S: one(250),
  demoteF64x2Zero: one(94),
  /** a·b + c, rounded once or twice as the machine likes: not the same bits everywhere. */
  relaxedMadd: (a: V128, b: V128, c: V128): V128 => expression('v128', [a.code, b.code, c.code, simd(0x105)]),
};

export const f64x2 = {
  constant: (a: number, b = a): V128 => constant(float64Bytes(a, b)),
  replace: replace<'f64'>(34),
  eq: two(71),
  lt: two(73),
  nearest: one(148),
  add: two(240),
  sub: two(241),
  mul: two(242),
  div: two(243),
  pseudoMin: two(246),
  pseudoMax: two(247),
  convertLowI32x4S: one(254),
  promoteLowF32x4: one(95),
};
