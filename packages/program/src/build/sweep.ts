import type { Port, Program } from '@neurite/contract';
import { dropDead } from '../optimise/drop-dead.js';

/** The program without operations whose results nothing reads, scans narrowed to what is read of them. Ports stay. */
export const sweep = (program: Program): Program =>
  // What nobody reads is dead on every backend: this pass never asks for capabilities.
  (dropDead.run as (program: Program) => Program)(program);

/** The program without those of the chosen inputs that nothing reads. */
export const dropUnusedInputs = (program: Program, isChosen: (port: Port) => boolean): Program => {
  const read = new Set([
    ...program.ops.flatMap((op) => op.inputs),
    ...program.outputs.map((port) => port.value),
  ]);
  const kept = program.inputs.flatMap((port, index) =>
    isChosen(port) && !read.has(port.value) ? [] : [index],
  );
  if (kept.length === program.inputs.length) return program;
  return sweep({
    ...program,
    inputs: kept.map((index) => program.inputs[index]!),
    donated: program.donated.flatMap(([input, output]) =>
      kept.includes(input) ? [[kept.indexOf(input), output] as const] : [],
    ),
  });
};

export const isCounter = ({ role }: Port): boolean => role === 'counter';
