import type { HostTensor, Program } from '@neurite/contract';
import { primitives } from '@neurite/program';
import { fakeDevice, type Defects } from '../fakes/fake-device.js';
import { primitiveCases, runPrimitiveCases } from '../primitives/index.js';
import { runTrainingCases, trainingCases } from '../trainings/index.js';
import { failures } from './results.js';

const used = ({ ops }: Program): readonly string[] =>
  ops.flatMap((op) => [
    op.primitive,
    ...(op.primitive === 'scan' || op.primitive === 'composite' ? used(op.attributes.body) : []),
  ]);

/** The cases that fail on a device with defects, of those that `only` names. */
const failing = async (defects: Defects, only: (name: string) => boolean): Promise<string> =>
  failures(await runPrimitiveCases(fakeDevice(defects), { only }));
const isSmall = (name: string) => /^(relu|donation|gather|ports)/.test(name);

const withFirst = (
  results: readonly HostTensor[],
  change: (value: number) => number,
): readonly HostTensor[] =>
  results.map((result) => ({ ...result, data: result.data.map(change) as HostTensor['data'] }));

describe('primitive cases', () => {
  it('exercise every primitive, under names of their own', () => {
    const seen = new Set(primitiveCases.flatMap(({ program }) => used(program)));
    expect(primitives.filter((primitive) => !seen.has(primitive))).toEqual([]);
    const names = [...primitiveCases, ...trainingCases].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('pass on a device that is right', async () => {
    const results = await runPrimitiveCases(fakeDevice());
    expect(failures(results)).toBe('');
    expect(results.every(({ outcome }) => outcome === 'passed')).toBe(true);
    expect(results).toHaveLength(primitiveCases.length);
  });

  it.each<readonly [string, Defects, RegExp]>([
    [
      'a hidden NaN',
      { results: (_, results) => withFirst(results, (value) => (Number.isNaN(value) ? 0 : value)) },
      /relu: NaN stays: .* 0 instead of NaN/,
    ],
    [
      'a small error',
      { results: (_, results) => withFirst(results, (value) => value * 1.001) },
      /relu: ordinary values: output "y0" \d+ of 105 elements differ/,
    ],
    [
      'a second run that differs',
      {
        results: (_, results, run) =>
          run % 2 === 1 ? withFirst(results, (value) => value * (1 + 2 ** -24)) : results,
      },
      /in a second run/,
    ],
    [
      'a buffer left behind',
      { leaks: true },
      /relu: awkward values: before there were 0 buffers, 0 bytes, after it 2 buffers/,
    ],
    ['inputs that are overwritten', { writesInputs: true }, /input 0 after the run is 0, was/],
    [
      'a donated input with a new handle',
      { forgetsDonation: true },
      /donation: an update: output "w" does not have the handle/,
    ],
    [
      'an operation that is missing',
      { supports: (op) => op.primitive !== 'gather' || 'no gather.' },
      /gather: rows: .*cannot run gather/,
    ],
  ])('find %s', async (_, defects, message) => {
    expect(await failing(defects, isSmall)).toMatch(message);
  });

  it('leave out what has a reason, and complain of reasons that no longer hold', async () => {
    const only = (name: string) => name.startsWith('gather: rows');
    const exceptions = Object.fromEntries(
      primitiveCases.filter(({ name }) => only(name)).map(({ name }) => [name, { reason: 'no gather' }]),
    );
    const broken = await runPrimitiveCases(fakeDevice({ supports: () => 'nothing' }), { only, exceptions });
    expect(broken.map(({ outcome }) => outcome)).toEqual(broken.map(() => 'excluded'));
    expect(failures(await runPrimitiveCases(fakeDevice(), { only, exceptions }))).toMatch(
      /passes, in spite of the exception: no gather/,
    );
  });

  it('are less strict where an exception says so', async () => {
    const only = (name: string) => name === 'relu: ordinary values';
    const device = fakeDevice({ results: (_, results) => withFirst(results, (value) => value * 1.001) });
    const exceptions = {
      'relu: ordinary values': { reason: 'half precision', tolerance: { absolute: 0, relative: 0.01 } },
    };
    expect((await runPrimitiveCases(device, { only, exceptions }))[0]!.outcome).toBe('passed');
  });
});

describe('training cases', () => {
  const only = (name: string) => name.startsWith('training: embedding');

  it('pass on a device that is right', async () => {
    expect(failures(await runTrainingCases(fakeDevice(), { only }))).toBe('');
  });

  it.each<readonly [string, Defects, RegExp]>([
    [
      'a wrong update',
      { results: (_, results) => withFirst(results, (value) => value * 1.02) },
      /five steps: after five steps parameter table/,
    ],
    ['a leak', { leaks: true }, /200 steps: after 5 steps there were \d+ buffers, .* after 200/],
    [
      'steps that lead nowhere',
      {
        results: (program, results, run) =>
          program.donated.length > 0 && run > 0 ? withFirst(results, () => 1) : results,
      },
      /200 steps: the loss was/,
    ],
  ])('find %s', async (_, defects, message) => {
    expect(failures(await runTrainingCases(fakeDevice(defects), { only }))).toMatch(message);
  });
});
