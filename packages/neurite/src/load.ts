import { loadFolder } from '#files';
import { loadArtifact, openPredictor, type Artifact, type Storage } from '@neurite/core';
import { resolveBackend, type BackendLike } from './backend.js';
import { modelOn, type Model } from './model.js';
import type { ModelTypes } from './model-types.js';
import { valueOf } from './neurite-error.js';

const isArtifact = (place: Storage | Artifact): place is Artifact => 'manifest' in place;

/**
 * Loads a trained model: a run folder or an artifact (in Node), any `Storage` that holds an artifact (in a page), or the artifact
 * that `artifactOf` makes of a training. With the type that lies in an artifact as `model.d.ts`, inputs and outputs are typed.
 *
 * A model with noise draws it from the seed: the first predictions of two models with one seed are the same, and so are the second.
 *
 * @throws NeuriteError where it is missing or damaged; `predict` where an input does not fit.
 * @example
 * const model = await load<DigitNet>('runs/DigitRun/2026-01-31-1', { backend: 'wasm' });
 * const { scores } = await model.predict({ image });
 */
export const load = async <T extends ModelTypes = ModelTypes>(
  place: string | Storage | Artifact,
  { backend, seed = 0 }: { readonly backend?: BackendLike; readonly seed?: number } = {},
): Promise<Model<T>> => {
  const device = await resolveBackend(backend);
  if (typeof place === 'string') return modelOn(valueOf(await loadFolder(place, device, { seed })));
  const artifact = isArtifact(place) ? place : valueOf(await loadArtifact(place));
  return modelOn(valueOf(await openPredictor(artifact, device, { seed })));
};
