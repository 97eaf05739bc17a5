// The same rows in a page, on WebGL.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { pluginRows, type Row } from './plugin-rows.js';

export default async ({
  rounds,
  perRound,
}: {
  rounds: number;
  perRound: number;
}): Promise<readonly Row[]> => {
  await tf.setBackend('webgl');
  await tf.ready();
  return pluginRows(tf, rounds, perRound, () => undefined);
};
