import type { Backend, Outcome } from '@neurite/contract';
import { loadArtifact } from '../artifact/artifact.js';
import { openPredictor, type Predictor } from '../artifact/predictor.js';
import { folderStorage } from './folder-storage.js';

/**
 * Loads the model in a folder: an artifact, or a run folder that holds one.
 *
 * @example
 * const model = await load('runs/Train/2025-11-22-1', wasm);
 * if (model.ok) console.log(await model.value.predict({ image }));
 */
export const load = async (
  folder: string,
  backend: Backend,
  options: { readonly seed?: number } = {},
): Promise<Outcome<Predictor>> => {
  const storage = folderStorage(folder);
  const isRun =
    (await storage.read('manifest.json')) === undefined && (await storage.list('artifact')).length > 0;
  const artifact = await loadArtifact(storage, isRun ? 'artifact' : '');
  return artifact.ok ? openPredictor(artifact.value, backend, options) : artifact;
};
