import type { Example, HostTensor, Program } from '@neurite/contract';
import { record, type Recorder, type Reference } from '@neurite/program';
import { typeOf } from '../primitives/case-of.js';
import { tensor } from '../tensors/index.js';

/** One documented example, ready to run: tensors by port name, `input x`, `parameter kernel`, `state mean`. */
export interface Subject {
  readonly example: Example;
  readonly tensors: Readonly<Record<string, HostTensor>>;
  /** Records what the definition does; gives outputs by name, renewed state as `state mean`. */
  run(
    recorder: Recorder,
    tensors: Readonly<Record<string, Reference>>,
    counter: Reference,
    training: boolean,
  ): Readonly<Record<string, Reference>>;
}

/** [seed, step, microbatch, iteration] for everything that draws. */
export const counterTensor = tensor([7, 3, 0, 0], 'int32');

/** The subject as a program: its tensors in order, then `counter`; its outputs by name. */
export const subjectProgram = (subject: Subject, training: boolean): Program =>
  record((recorder) => {
    const tensors = Object.fromEntries(
      Object.entries(subject.tensors).map(([name, value]) => [
        name,
        recorder.input(name, 'batch', typeOf(value)),
      ]),
    );
    const counter = recorder.input('counter', 'counter', typeOf(counterTensor));
    const outputs = subject.run(recorder, tensors, counter, training);
    for (const [name, output] of Object.entries(outputs)) recorder.output(name, 'output', output);
  });

export const subjectInputs = (subject: Subject): readonly HostTensor[] => [
  ...Object.values(subject.tensors),
  counterTensor,
];
