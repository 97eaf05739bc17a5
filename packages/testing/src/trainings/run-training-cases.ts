import type { Buffer, Device, Executable, HostTensor, Program } from '@neurite/contract';
import { evaluate } from '@neurite/program';
import {
  checkProgram,
  freeAll,
  prepareOn,
  read,
  runCase,
  statisticsText,
  write,
  type CaseResult,
  type RunOptions,
} from '../run/index.js';
import { compare, compareBits, type Tolerance } from '../tensors/index.js';
import type { Tensors } from './network.js';
import { networks } from './networks.js';
import { portKey, trainingOf, type Training } from './programs.js';

/** Steps feed on each other's rounding; by the fifth it shows. */
const afterSteps: Tolerance = { absolute: 2e-4, relative: 1e-3 };
const gradientTolerance: Tolerance = { absolute: 2e-5, relative: 1e-4 };

const fed = (program: Program, tensors: Tensors): readonly HostTensor[] =>
  program.inputs.map((port) => tensors[portKey(port)]!);

/** A training on a device, step by step; state stays there. */
const startOn = (device: Device, training: Training, executable: Executable) => {
  const { step } = training;
  const buffers = new Map<string, Buffer>();
  for (const [key, value] of Object.entries({ ...training.start, ...training.host(1) }))
    buffers.set(key, write(device, value));
  let count = 0;
  return {
    async advance(): Promise<number> {
      count++;
      for (const [key, value] of Object.entries(training.host(count))) {
        const { dtype, data } = value;
        const isSingle = dtype === 'float32' && device.capabilities.precision === 'float32';
        device.rewrite(buffers.get(key)!, isSingle ? Float32Array.from(data) : data);
      }
      const outputs = executable.run(step.inputs.map((port) => buffers.get(portKey(port))!));
      const loss = await read(device, outputs[step.outputs.findIndex(({ name }) => name === 'loss')]!);
      const state = new Set(buffers.values());
      freeAll(
        device,
        outputs.filter((output) => !state.has(output)),
      );
      return loss.data[0]!;
    },
    async state(): Promise<Tensors> {
      const entries: [string, HostTensor][] = [];
      for (const [key, buffer] of buffers)
        if (!/^(batch|counter|scalar) /.test(key)) entries.push([key, await read(device, buffer)]);
      return Object.fromEntries(entries);
    },
    free: () => freeAll(device, buffers.values()),
  };
};

const stateOnReference = (training: Training, steps: number): Tensors => {
  let state = training.start;
  for (let count = 1; count <= steps; count++) {
    const results = evaluate(training.step, fed(training.step, { ...state, ...training.host(count) }));
    const renewed = training.step.outputs.map((port, index) => [portKey(port), results[index]!] as const);
    state = { ...state, ...Object.fromEntries(renewed.filter(([key]) => key in state)) };
  }
  return state;
};

const firstProblem = (
  actual: Tensors,
  expected: Tensors,
  difference: (a: HostTensor, b: HostTensor) => string | undefined,
): string | undefined =>
  Object.keys(actual)
    .map((key) => {
      const problem = difference(actual[key]!, expected[key]!);
      return problem && `${key} ${problem}`;
    })
    .find((problem) => problem !== undefined);

const advance = async (run: { advance(): Promise<number> }, steps: number): Promise<readonly number[]> => {
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) losses.push(await run.advance());
  return losses;
};

/** Five steps, compared with the reference; then the same five again, which must give the same bits where the device promises it. */
const checkSteps = async (
  device: Device,
  training: Training,
  tolerance = afterSteps,
): Promise<string | undefined> => {
  const executable = await prepareOn(device, training.step);
  const states: Tensors[] = [];
  for (let attempt = 0; attempt < 2; attempt++) {
    const run = startOn(device, training, executable);
    await advance(run, 5);
    states.push(await run.state());
    run.free();
  }
  executable.dispose();
  const reference = firstProblem(states[0]!, stateOnReference(training, 5), (a, b) =>
    compare(a, b, tolerance),
  );
  const again = device.capabilities.exact ? firstProblem(states[1]!, states[0]!, compareBits) : undefined;
  return (reference && `after five steps ${reference}`) ?? (again && `in a second run ${again}`);
};

/** 200 steps: the loss falls, and the device holds no more at the end than near the beginning. */
const checkEndurance = async (device: Device, training: Training): Promise<string | undefined> => {
  const executable = await prepareOn(device, training.step);
  const run = startOn(device, training, executable);
  const losses = [...(await advance(run, 5))];
  const [early, reserved] = [statisticsText(device.statistics()), device.statistics().reserved];
  losses.push(...(await advance(run, 195)));
  const [late, reservedLate] = [statisticsText(device.statistics()), device.statistics().reserved];
  run.free();
  executable.dispose();
  const [first, last] = [losses[0]!, losses.slice(-10).reduce((sum, loss) => sum + loss / 10, 0)];
  if (early !== late) return `after 5 steps there were ${early}, after 200 ${late}`;
  if (reserved !== reservedLate)
    return `after 5 steps ${reserved} bytes were reserved, after 200 ${reservedLate}`;
  return last < 0.8 * first ? undefined : `the loss was ${first} and is ${last} after 200 steps`;
};

interface TrainingCase {
  readonly name: string;
  check(device: Device, tolerance?: Tolerance): Promise<string | undefined>;
}

/** Small networks, trained: gradients, steps and endurance of each. Names are unique. */
export const trainingCases: readonly TrainingCase[] = networks.flatMap((network) => {
  const name = `training: ${network.name}`;
  return [
    {
      name: `${name}, gradients`,
      check: (device: Device, tolerance?: Tolerance) => {
        const { gradients: program, start, host } = trainingOf(network);
        const inputs = fed(program, { ...start, ...host(1) });
        return checkProgram(device, { name, program, inputs, tolerance: gradientTolerance }, tolerance);
      },
    },
    {
      name: `${name}, five steps`,
      check: (device: Device, tolerance?: Tolerance) => checkSteps(device, trainingOf(network), tolerance),
    },
    { name: `${name}, 200 steps`, check: (device: Device) => checkEndurance(device, trainingOf(network)) },
  ];
});

/** Trains small networks on a device, one after the other. Plain: it needs neither Jest nor Node. */
export const runTrainingCases = async (
  device: Device,
  options: RunOptions = {},
): Promise<readonly CaseResult[]> => {
  const { only = () => true, exceptions = {} } = options;
  const results: CaseResult[] = [];
  for (const each of trainingCases.filter(({ name }) => only(name))) {
    results.push(
      await runCase(each.name, exceptions[each.name], (tolerance) => each.check(device, tolerance)),
    );
  }
  return results;
};
