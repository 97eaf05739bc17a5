import type { Backend } from '@neurite/contract';
import { backendTable, chooseBackend } from '@neurite/standard/backends';

/** A backend by name, or one of your own. */
export type BackendLike = 'auto' | 'wasm' | 'webgl' | 'cpu' | Backend;

/** The backend behind a name; `auto` takes the fastest that is here. */
export const resolveBackend = async (backend: BackendLike = 'auto'): Promise<Backend> => {
  if (typeof backend !== 'string') return backend;
  const choice = await chooseBackend(backend);
  if (!choice.ok) throw new Error(choice.reason);
  return backendTable[choice.name].load();
};
