import type { Op, Port, Program, TensorType } from '@neurite/contract';
import { plan } from './plan.js';

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
const op = (
  primitive: string,
  inputs: readonly number[],
  outputs: readonly number[],
  attributes: object = {},
): Op => ({ primitive, inputs, outputs, attributes, origin: 0 }) as unknown as Op;
const ports = (...values: readonly number[]): readonly Port[] =>
  values.map((value) => ({ name: `port ${value}`, role: 'batch', value }));
const program = (
  values: readonly TensorType[],
  inputs: readonly number[],
  ops: readonly Op[],
  outputs: readonly number[],
  donated: Program['donated'] = [],
): Program => ({
  values,
  ops,
  inputs: ports(...inputs),
  outputs: ports(...outputs),
  donated,
  origins: [{ path: '' }],
});

describe('plan', () => {
  it('computes an output in its own memory and lets a chain overwrite itself', () => {
    const chain = program(
      [float(4), float(4), float(4), float(4)],
      [0],
      [op('exp', [0], [1]), op('neg', [1], [2]), op('tanh', [2], [3])],
      [3],
    );
    const { places, arena, inPlace, copies } = plan(chain, { alignment: 16 });
    expect(arena).toBe(16);
    expect(inPlace).toEqual({ 2: 1 });
    expect(places[3]).toEqual({ base: 'output', port: 0, offset: 0 });
    expect(copies).toEqual([]);
  });

  it('writes a donated output over its input when the operation may, and else when nothing reads the input any more', () => {
    const update = program([float(4), float(4), float(4)], [0, 1], [op('sub', [0, 1], [2])], [2], [[0, 0]]);
    const { places, inPlace, copies } = plan(update, { alignment: 16 });
    expect(places[2]).toEqual({ base: 'input', port: 0, offset: 0 });
    expect(inPlace).toEqual({ 2: 0 });
    expect(copies).toEqual([]);
  });

  it('copies at the end where an input is read after the output that it is donated to was computed', () => {
    const late = program(
      [float(4), float(4), float()],
      [0],
      [op('matmul', [0, 0], [1]), op('reduce_sum', [0], [2])],
      [1, 2],
      [[0, 0]],
    );
    const { places, copies } = plan(late, { alignment: 16 });
    expect(places[1]!.base).toBe('arena');
    expect(copies).toEqual([{ from: places[1], to: { base: 'input', port: 0, offset: 0 }, bytes: 16 }]);
  });

  it('stages donated inputs that change places', () => {
    const swap = program(
      [float(4), float(4)],
      [0, 1],
      [],
      [1, 0],
      [
        [0, 0],
        [1, 1],
      ],
    );
    const { copies, arena } = plan(swap, { alignment: 16 });
    const memory: Record<string, string> = { 'input 0 0': 'a', 'input 1 0': 'b' };
    const key = (place: { base: string; port: number; offset: number }) =>
      `${place.base} ${place.port} ${place.offset}`;
    for (const { from, to } of copies) memory[key(to)] = memory[key(from)]!;
    expect(memory).toMatchObject({ 'input 0 0': 'b', 'input 1 0': 'a' });
    expect(arena).toBe(32);
  });
});
