import type { Device, Executable, Port, Program, Role } from '@neurite/contract';

/** A program that can be run, with its ports by role and name. */
export interface Prepared {
  readonly program: Program;
  readonly executable: Executable;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** How a port is called among all others: names are unique within a role only. */
export const portKey = (role: Role, name: string): string => `${role}/${name}`;

const keyOf = ({ role, name }: Port): string => portKey(role, name);

export const prepareProgram = async (device: Device, program: Program): Promise<Prepared> => ({
  program,
  executable: await device.prepare(program),
  inputs: program.inputs.map(keyOf),
  outputs: program.outputs.map(keyOf),
});
