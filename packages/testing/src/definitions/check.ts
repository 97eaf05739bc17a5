import type { Device } from '@neurite/contract';

/** Something that must hold of a definition; throws where it does not. */
export type Check =
  | { readonly name: string; readonly where: 'reference'; run(): void }
  /** Done on every backend that is asked for. */
  | { readonly name: string; readonly where: 'device'; run(device: Device): Promise<void> };

export const onReference = (name: string, run: () => void): Check => ({ name, where: 'reference', run });
export const onDevice = (name: string, run: (device: Device) => Promise<void>): Check => ({
  name,
  where: 'device',
  run,
});

/** Throws what is wrong, if anything is. */
export const require = (problem: string | undefined | false): void => {
  if (problem !== undefined && problem !== false) throw new Error(problem);
};
