import type { Backend } from '@neurite/contract';
import { backendTable, chooseBackend } from '@neurite/standard/backends';
import { exit, Stop } from './terminal/exit.js';

/** The backend that `--backend` names, or the fastest one that is here; a usage error where there is none. */
export const backendFor = async (preference: string | undefined): Promise<Backend> => {
  const choice = await chooseBackend(preference ?? 'auto');
  if (!choice.ok) throw new Stop(exit.usage, choice.reason);
  return backendTable[choice.name].load();
};
