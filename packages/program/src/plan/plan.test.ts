import type { Op, Port, Program, TensorType } from '@neurite/contract';
import { differentiate } from '../differentiate/index.js';
import { link } from '../link/index.js';
import { optimise } from '../optimise/index.js';
import { capable } from '../optimise/testing/capabilities.js';
import { record } from '../record/index.js';
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

describe('the plan of a training step', () => {
  // 64 examples through 784-256-128-10, and Adam: what a backend prepares in the benchmark.
  const layers = [784, 256, 128, 10];
  const forward = record(({ ops, input, output }) => {
    let x = input('image', 'batch', float(64, layers[0]!));
    layers.slice(1).forEach((units, index) => {
      const kernel = input(`kernel${index}`, 'parameter', float(layers[index]!, units));
      const y = ops.add(ops.matMul(x, kernel), input(`bias${index}`, 'parameter', float(units)));
      x = index < 2 ? ops.relu(y) : y;
    });
    const target = input('target', 'batch', float(64, 10));
    output('loss', 'metric', ops.neg(ops.mean(ops.sum(ops.mul(ops.logSoftmax(x), target), -1))));
  });
  const names = [0, 1, 2].flatMap((index) => [`kernel${index}`, `bias${index}`]);
  const gradients = differentiate(forward, { of: 'loss', by: names });
  const update = record(({ ops, input, output, donate }) => {
    for (const { name, role, value } of forward.inputs.filter(({ role }) => role === 'parameter')) {
      const type = forward.values[value]!;
      const [w, m, v] = [
        input(name, role, type),
        input(`${name}/m`, 'slot', type),
        input(`${name}/v`, 'slot', type),
      ];
      const g = input(`gradient:${name}`, 'gradient', type);
      const next = [
        ops.add(ops.mul(m, 0.9), ops.mul(g, 0.1)),
        ops.add(ops.mul(v, 0.99), ops.mul(ops.square(g), 0.01)),
      ] as const;
      output(name, role, ops.sub(w, ops.mul(ops.div(next[0], ops.add(ops.sqrt(next[1]), 1e-7)), 1e-3)));
      output(`${name}/m`, 'slot', next[0]);
      output(`${name}/v`, 'slot', next[1]);
      donate(role, name);
      donate('slot', `${name}/m`);
      donate('slot', `${name}/v`);
    }
  });
  const step = optimise(link(gradients, update), capable({ composites: ['elementwise'] }));
  const found = plan(step, { alignment: 16 });

  // Live at once at the busiest moment: both hidden layers and the gradient of the largest kernel at the least.
  const bound = 4 * (784 * 256 + 64 * 256);
  it(`takes ${found.arena} bytes of arena, where ${bound} is a lower bound`, () => {
    expect(found.arena).toBeGreaterThanOrEqual(bound);
    expect(found.arena).toBeLessThan(1.3 * bound);
  });

  it('updates every parameter and slot where it is', () => {
    expect(found.copies).toEqual([]);
    const overwritten = step.outputs.filter(({ value }) => found.inPlace[value] !== undefined);
    expect(overwritten.map(({ name }) => name).toSorted()).toEqual(
      names.flatMap((name) => [name, `${name}/m`, `${name}/v`]).toSorted(),
    );
    const updates = step.ops.filter((op) => op.primitive === 'composite' && op.outputs.length === 3);
    expect(updates).toHaveLength(names.length);
  });
});
