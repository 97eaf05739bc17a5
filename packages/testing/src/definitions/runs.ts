import type { Device, HostTensor, Program } from '@neurite/contract';
import { evaluate } from '@neurite/program';
import { statisticsText, withProgram } from '../run/index.js';
import { require } from './check.js';
import { subjectInputs, subjectProgram, type Subject } from './subject.js';

export type Results = Readonly<Record<string, HostTensor>>;

/** A subject in one of its modes, recorded. */
export interface Case {
  readonly subject: Subject;
  readonly training: boolean;
  readonly program: Program;
  /** For messages. */
  readonly title: string;
}

export const recorded = (subject: Subject, training: boolean): Case => ({
  subject,
  training,
  program: subjectProgram(subject, training),
  title: `${subject.example.code}, ${training ? 'in training' : 'in evaluation'}`,
});

/** The modes that differ: evaluation, and training where it gives another program. */
export const casesOf = (subjects: readonly Subject[]): readonly Case[] =>
  subjects.flatMap((subject) => {
    const [evaluation, training] = [recorded(subject, false), recorded(subject, true)];
    const text = ({ program: { ops, outputs } }: Case) => JSON.stringify({ ops, outputs });
    return text(evaluation) === text(training) ? [evaluation] : [evaluation, training];
  });

export const named = (program: Program, results: readonly HostTensor[]): Results =>
  Object.fromEntries(program.outputs.map(({ name }, index) => [name, results[index]!]));

/** Outputs in float64. */
export const runOnReference = ({ subject, program }: Case): Results =>
  named(program, evaluate(program, subjectInputs(subject)));

/** The mode that an example is about. */
export const exampleCase = (subject: Subject): Case => recorded(subject, subject.example.training ?? false);

/** Lets `use` run a program on a device; fails where a buffer stays behind. */
export const runCleanly = async <R>(
  device: Device,
  program: Program,
  use: (run: (inputs: readonly HostTensor[]) => Promise<Results>) => Promise<R>,
): Promise<R> => {
  const before = statisticsText(device.statistics());
  const result = await withProgram(device, program, (run) =>
    use(async (inputs) => named(program, await run(inputs))),
  );
  const after = statisticsText(device.statistics());
  require(before !== after && `Something stays on the device: ${before} before, ${after} after.`);
  return result;
};

export const runOnDevice = (device: Device, { program, subject }: Case): Promise<Results> =>
  runCleanly(device, program, (run) => run(subjectInputs(subject)));
