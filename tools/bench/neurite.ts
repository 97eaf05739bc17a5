// One training step of a recipe on a backend, without data: inputs are random and fixed, as on the other side of the benchmark.
import type { Backend, TensorType } from '@neurite/contract';
import { compile } from '@neurite/compiler';
import { initializeWeights } from '@neurite/core';
import { assemble, hostRandom, optimise } from '@neurite/program';
import { catalog } from '@neurite/standard/catalog';
import { backendTable } from '@neurite/standard/backends';

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

const filled = ({ dtype, shape }: TensorType, next: (index: number) => number) => {
  const length = sizeOf(shape);
  return dtype === 'float32'
    ? Float32Array.from({ length }, (_, i) => next(i))
    : Int32Array.from({ length }, (_, i) => next(i));
};

/** Compiles a text, and gives a function that runs one step of its recipe and waits for the loss. */
export const neuriteStep = async (text: string, batch: number, backendName: 'wasm' | 'cpu' = 'wasm') => {
  const compilation = compile(text, { source: 'bench.nn', catalog });
  const recipe = compilation.recipe();
  if (!recipe.ok) throw new Error(JSON.stringify(recipe.diagnostics, null, 2));
  const backend: Backend = await backendTable[backendName].load();
  const device = await backend.open();
  const program = optimise(assemble(recipe.value, catalog, { batch }).step, device.capabilities);
  const executable = await device.prepare(program);
  const weights = initializeWeights(recipe.value.graph, catalog, { seed: 1, bindings: {} });
  const random = hostRandom(1, 'bench');
  const inputs = program.inputs.map(({ name, role, value }) => {
    const type = program.values[value]!;
    const weight = weights.get(name);
    if (weight !== undefined) return device.write(type, weight.data);
    if (role === 'slot')
      return device.write(
        type,
        filled(type, () => 0),
      );
    if (role === 'scalar')
      return device.write(
        type,
        filled(type, () => 1e-3),
      );
    if (role === 'weight')
      return device.write(
        type,
        filled(type, () => 1),
      );
    return device.write(
      type,
      filled(type, type.dtype === 'float32' ? () => random.uniform() : (i) => i % 10),
    );
  });
  const kept = new Set(program.donated.map(([, output]) => output));
  const loss = program.outputs.findIndex(({ name, role }) => name === 'loss' && role === 'metric');
  return {
    description: device.description,
    step: async () => {
      const outputs = executable.run(inputs);
      const value = (await device.read(outputs[loss]!))[0]!;
      outputs.forEach((buffer, index) => kept.has(index) || device.free(buffer));
      return value;
    },
    close: () => device.close(),
  };
};
