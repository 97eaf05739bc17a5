import type { HostTensor } from '@neurite/contract';
import { saveCheckpoint } from '../checkpoint/checkpoint.js';
import { portKey } from '../session/prepared.js';
import type { Run } from './context.js';

/** Writes a checkpoint of everything as it is now, if the run has a storage. Nothing may be waiting to be drained. */
export const save = async (run: Run): Promise<void> => {
  const { setup, options, ledger, state, emit } = run;
  if (options.storage === undefined) return;
  const progress = ledger.progress();
  const tensors = new Map<string, HostTensor>();
  for (const role of ['parameter', 'statistic', 'slot'] as const)
    for (const [name, tensor] of await setup.store.readAll(role)) tensors.set(portKey(role, name), tensor);
  for (const [name, tensor] of state.kept) tensors.set(`kept/${name}`, tensor);
  const checkpoint = { recipe: setup.recipe, data: setup.data.digest, progress, tensors };
  const name = await saveCheckpoint(options.storage, checkpoint);
  state.saved = run.clock();
  emit({ event: 'checkpoint', step: progress.step, name });
};
