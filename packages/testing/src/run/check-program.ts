import type { Buffer, Device, DeviceStatistics, HostTensor } from '@neurite/contract';
import { evaluate } from '@neurite/program';
import { compare, compareAll, compareBits, type Tolerance } from '../tensors/index.js';
import type { ProgramCase } from './program-case.js';
import { freeAll, prepareOn, read, write } from './run-on.js';

export const statisticsText = ({ buffers, bytes }: DeviceStatistics): string =>
  `${buffers} buffers, ${bytes} bytes`;

const readAll = async (device: Device, buffers: readonly Buffer[]): Promise<readonly HostTensor[]> => {
  const tensors: HostTensor[] = [];
  for (const buffer of buffers) tensors.push(await read(device, buffer));
  return tensors;
};

/**
 * Runs a case twice on a device and compares: results with the reference, the second run with the first, inputs with what they
 * were, donated handles with the inputs that they must be, and the device's statistics with those before.
 */
export const checkProgram = async (
  device: Device,
  { program, inputs, expect, tolerance }: ProgramCase,
  override?: Tolerance,
): Promise<string | undefined> => {
  const names = program.outputs.map(({ name }) => `output "${name}"`);
  const reference = evaluate(program, inputs, 'float64');
  const before = device.statistics();
  const executable = await prepareOn(device, program);
  const donated = new Map(program.donated.map(([input, output]) => [output, input]));

  const once = async (): Promise<{ readonly results: readonly HostTensor[]; readonly problem?: string }> => {
    const buffers = inputs.map((input) => write(device, input));
    const originals = await readAll(device, buffers);
    const outputs = executable.run(buffers);
    const results = await readAll(device, outputs);
    const wrongHandle = outputs.findIndex((output, index) => {
      const donor = donated.get(index);
      return donor === undefined ? buffers.includes(output) : output !== buffers[donor];
    });
    const kept = inputs.map((_, index) => index).filter((index) => ![...donated.values()].includes(index));
    const after = await readAll(
      device,
      kept.map((index) => buffers[index]!),
    );
    const changed = compareAll(
      after,
      kept.map((index) => originals[index]!),
      kept.map((index) => `input ${index} after the run`),
      compareBits,
    );
    freeAll(device, [...buffers, ...outputs]);
    if (wrongHandle >= 0)
      return { results, problem: `${names[wrongHandle]} does not have the handle that donation asks for` };
    return changed === undefined ? { results } : { results, problem: changed };
  };

  const first = await once();
  const second = await once();
  executable.dispose();
  const after = device.statistics();
  const left =
    statisticsText(before) === statisticsText(after)
      ? undefined
      : `before there were ${statisticsText(before)}, after it ${statisticsText(after)}`;
  const repeated = device.capabilities.exact
    ? compareAll(second.results, first.results, names, compareBits)
    : undefined;
  const near = (actual: HostTensor, expected: HostTensor) => compare(actual, expected, override ?? tolerance);
  return (
    compareAll(first.results, reference, names, near) ??
    (expect && compareAll(first.results, expect, names, near)) ??
    first.problem ??
    second.problem ??
    (repeated && `in a second run ${repeated}`) ??
    left
  );
};
