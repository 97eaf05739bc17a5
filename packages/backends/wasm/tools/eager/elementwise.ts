import type { Attributes, Dtype, Op } from '@neurite/contract';
import {
  type Body,
  countedLoop,
  f32x4,
  i32,
  i32x4,
  type I32,
  type Local,
  nothing,
  sequence,
  type Statement,
  type V128,
  v128,
  when,
} from '../../src/encoder/index.js';
import { type Elementwise, emitLanes, type Lanes } from '../../src/kernels/elementwise-lanes.js';
import type { Unit } from '../../src/math/index.js';
import {
  advance,
  along,
  at,
  boolsOf,
  exported,
  loadByte,
  putBools,
  putWords,
  type Spot,
  storeByte,
  words,
  wordsOf,
} from './pieces.js';

interface Operation {
  readonly primitive: Elementwise;
  readonly inputs: readonly Dtype[];
  readonly output: Dtype;
}

const load = (dtype: Dtype, tensor: Local<'i32'>, spot: Spot): V128 =>
  dtype === 'bool' ? boolsOf(tensor, spot) : wordsOf(tensor, spot);

/** Where the work is little, and done often, several vectors in a turn are worth their code. */
const isQuick = ({ primitive }: Operation): boolean => ['relu', 'add', 'sub', 'mul'].includes(primitive);
const unrollOf = (operation: Operation): 1 | 4 => (isQuick(operation) ? 4 : 1);

/** The result for some lanes, stored. */
const apply = (
  unit: Unit,
  body: Body,
  { primitive, inputs, output }: Operation,
  operands: readonly V128[],
  to: Local<'i32'>,
  spot: Spot,
): Statement => {
  const kept = operands.map(() => body.local('v128'));
  const attributes: Attributes['cast'] = { dtype: output };
  const op = { primitive, attributes, inputs: [], outputs: [], origin: 0 } as unknown as Op;
  const given = inputs.map((dtype, index): Lanes => ({ dtype, vector: kept[index]!.get }));
  const { vector } = emitLanes(unit, op, given, output);
  return sequence(
    ...operands.map((operand, index) => kept[index]!.set(operand)),
    output === 'bool' ? putBools(to, spot, vector) : putWords(to, spot, vector),
  );
};

/** (count, x, y) */
export const unary = (unit: Unit, name: string, operation: Operation): void =>
  exported(unit, name, 3, (body, count, x, y) =>
    along(
      body,
      count!,
      (spot) => apply(unit, body, operation, [load(operation.inputs[0]!, x!, spot)], y!, spot),
      unrollOf(operation),
    ),
  );

const bytesOf = (dtype: Dtype, count: I32): I32 => (dtype === 'bool' ? count : words(count));

/**
 * (rows, count, single, y, a, step of a, b, step of b, …): rows of `count` elements; after each an operand moves on by its step in
 * bytes, which is 0 where it is the same for all rows. Bit k of `single` says that the k-th of the operands that may be single is one
 * number for the whole row.
 *
 * @param mayBeSingle operands that can be one number for a row; not bools.
 */
const rowwise = (unit: Unit, name: string, operation: Operation, mayBeSingle: readonly number[]): void => {
  const operands = operation.inputs.length;
  exported(unit, name, 4 + 2 * operands, (body, rows, count, single, y, ...rest) => {
    const pointers = operation.inputs.map((_, index) => rest[2 * index]!);
    const steps = operation.inputs.map((_, index) => rest[2 * index + 1]!);
    const splats = pointers.map(() => body.local('v128'));
    const row = (isSingle: (operand: number) => boolean): Statement =>
      sequence(
        ...pointers.map((pointer, k) =>
          isSingle(k) ? splats[k]!.set(v128.loadSplat32(pointer.get)) : nothing,
        ),
        along(
          body,
          count!,
          (spot) => {
            const given = pointers.map((pointer, k) =>
              isSingle(k) ? splats[k]!.get : load(operation.inputs[k]!, pointer, spot),
            );
            return apply(unit, body, operation, given, y!, spot);
          },
          unrollOf(operation),
        ),
      );
    // Both single would be a row of one element, which may as well be read as a row.
    const patterns = [0, ...mayBeSingle.map((_, bit) => 1 << bit), ...(operands === 3 ? [3] : [])];
    const loop = (pattern: number): Statement =>
      countedLoop(body, 0, rows!.get, 1, () =>
        sequence(
          row(
            (operand) =>
              ((pattern >> mayBeSingle.indexOf(operand)) & 1) === 1 && mayBeSingle.includes(operand),
          ),
          ...pointers.map((pointer, k) => advance(pointer, steps[k]!.get)),
          advance(y!, bytesOf(operation.output, count!.get)),
        ),
      );
    return sequence(
      ...patterns.map((pattern) => when(i32.eq(single!.get, i32.constant(pattern)), loop(pattern))),
    );
  });
};

/** One of both may be a single number for each row. */
export const binary = (unit: Unit, name: string, operation: Operation): void =>
  rowwise(unit, name, operation, [0, 1]);

/** (count, x, g, x̄): g where x is positive, else 0. */
export const reluPull = (unit: Unit): void =>
  exported(unit, 'relu_pull', 4, (body, count, x, g, pulled) =>
    along(
      body,
      count!,
      (spot) =>
        putWords(pulled!, spot, v128.and(wordsOf(g!, spot), f32x4.gt(wordsOf(x!, spot), f32x4.constant(0)))),
      4,
    ),
  );

/** (count, x, slope, y): x where it is positive, else x times a number. */
export const leakyRelu = (unit: Unit): void =>
  exported(unit, 'leaky_relu', 4, (body, count, x, slope, y) => {
    const [by, element] = [body.local('v128'), body.local('v128')];
    return sequence(
      by.set(v128.loadSplat32(slope!.get)),
      along(
        body,
        count!,
        (spot) =>
          sequence(
            element.set(wordsOf(x!, spot)),
            putWords(
              y!,
              spot,
              v128.bitselect(
                element.get,
                f32x4.mul(element.get, by.get),
                f32x4.gt(element.get, f32x4.constant(0)),
              ),
            ),
          ),
        4,
      ),
    );
  });

/** The same elements, repeated where an axis grows. */
export const repeat = (unit: Unit, name: string): void =>
  rowwise(unit, name, { primitive: 'stop_gradient', inputs: ['float32'], output: 'float32' }, [0]);

/** (bytes, …operands, y), sixteen bytes at a time. */
export const bytewise = (
  unit: Unit,
  name: string,
  operands: number,
  combine: (operands: readonly V128[]) => V128,
): void =>
  exported(unit, name, 2 + operands, (body, count, ...tensors) => {
    const whole = body.local('i32');
    const y = tensors.at(-1)!;
    const from = tensors.slice(0, -1);
    return sequence(
      whole.set(i32.and(count!.get, i32.constant(-16))),
      countedLoop(body, 0, whole.get, 16, (i) =>
        v128.store(at(y, i.get), combine(from.map((tensor) => v128.load(at(tensor, i.get))))),
      ),
      countedLoop(body, whole.get, count!.get, 1, (i) =>
        storeByte(
          at(y, i.get),
          i32x4.extract(combine(from.map((tensor) => i32x4.splat(loadByte(at(tensor, i.get))))), 0),
        ),
      ),
    );
  });

/** The condition is never single; each of the others may be. */
export const select = (unit: Unit, name: string): void =>
  rowwise(
    unit,
    name,
    { primitive: 'select', inputs: ['bool', 'float32', 'float32'], output: 'float32' },
    [1, 2],
  );
