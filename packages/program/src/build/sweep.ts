import type { Program, Role } from '@neurite/contract';
import { dropDead } from '../optimise/drop-dead.js';

/** The program without operations whose results nothing reads, scans narrowed to what is read of them. Ports stay. */
export const sweep = (program: Program): Program =>
  // What nobody reads is dead on every backend: this pass never asks for capabilities.
  (dropDead.run as (program: Program) => Program)(program);

/** The program without the input of a role that nothing reads. */
export const dropUnusedInput = (program: Program, role: Role): Program => {
  const read = new Set([...program.ops.flatMap((op) => op.inputs), ...program.outputs.map((port) => port.value)]);
  const index = program.inputs.findIndex((port) => port.role === role && !read.has(port.value));
  if (index < 0) return program;
  const shifted = program.donated.map(([input, output]) => [input > index ? input - 1 : input, output] as const);
  return sweep({ ...program, inputs: program.inputs.toSpliced(index, 1), donated: shifted });
};
