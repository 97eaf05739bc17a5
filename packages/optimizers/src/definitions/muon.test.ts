import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { evaluate, record } from '@neurite/program';
import { describeDefinition, flat, tensor } from '@neurite/testing';
import { muon } from './muon.js';

describeDefinition(muon, [cpu, wasm]);

it('steps alike in all directions, however different their gradients are', () => {
  const options = {
    rate: 1,
    momentum: 0,
    nesterov: false,
    decay: 0,
    iterations: 5,
    beta1: 0.9,
    beta2: 0.95,
    epsilon: 1e-8,
  };
  const { scalarNames, scalars, update } = muon;
  const float = (shape: readonly number[]) => ({ dtype: 'float32', shape }) as const;
  const program = record(({ ops, input, output }) => {
    const gradient = input('gradient', 'gradient', float([3, 3]));
    const numbers = Object.fromEntries(scalarNames.map((name) => [name, input(name, 'scalar', float([]))]));
    const slots = { mean: ops.zeros([3, 3]), square: ops.zeros([]) };
    const inputs = { parameter: ops.zeros([3, 3]), gradient, slots, scalars: numbers as never };
    output('parameter', 'parameter', update(inputs, { ops, options }).parameter);
  });
  const numbers = scalars(1, 1, options);
  // Of a diagonal matrix the singular values are on the diagonal.
  const gradient = flat([3, 3], [10, 0, 0, 0, 1, 0, 0, 0, 0.2]);
  const [step] = evaluate(program, [gradient, ...scalarNames.map((name) => tensor(numbers[name]))]);
  const size = 0.2 * Math.sqrt(3);
  for (const index of [0, 4, 8]) {
    expect(-step!.data[index]! / size).toBeGreaterThan(0.6);
    expect(-step!.data[index]! / size).toBeLessThan(1.3);
  }
});
