import {
  loadArtifact,
  openPredictor,
  type Prediction,
  type PredictionInput,
  type PredictOptions,
  type Storage,
} from '@neurite/core';
import { resolveBackend, type BackendLike } from './backend.js';
import { valueOf } from './neurite-error.js';

/** A trained model on a device, ready to predict. */
export interface Model {
  /** Outputs by name, as tensors in host memory. */
  predict(inputs: Readonly<Record<string, PredictionInput>>, options?: PredictOptions): Promise<Prediction>;
  /** Frees the device. */
  close(): void;
}

/**
 * Loads a trained model: a run folder or an artifact (in Node), or any `Storage` that holds an artifact (in a page).
 *
 * A model with noise draws it from the seed: the first predictions of two models with one seed are the same, and so are the second.
 *
 * @throws NeuriteError where it is missing or damaged; `predict` where an input does not fit.
 * @example
 * const model = await load('runs/DigitRun/2026-01-31-1', { backend: 'wasm' });
 * const { scores } = await model.predict({ image });
 */
export const load = async (
  place: string | Storage,
  { backend, seed = 0 }: { readonly backend?: BackendLike; readonly seed?: number } = {},
): Promise<Model> => {
  const device = await resolveBackend(backend);
  const predictor = valueOf(
    typeof place === 'string'
      ? await (await import('@neurite/core/node')).load(place, device, { seed })
      : await openPredictor(valueOf(await loadArtifact(place)), device, { seed }),
  );
  return {
    predict: async (inputs, options) => valueOf(await predictor.predict(inputs, options)),
    close: predictor.close,
  };
};
