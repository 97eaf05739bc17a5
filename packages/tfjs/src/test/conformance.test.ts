import { primitiveCases, runPrimitiveCases, type CaseResult } from '@neurite/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { eagerDevice } from './eager-device.test.helper.js';

describe.each(['cpu', 'wasm'])('the eager primitives on tfjs-%s', (backend) => {
  let results: ReadonlyMap<string, CaseResult>;
  beforeAll(async () => {
    await tf.setBackend(backend);
    results = new Map((await runPrimitiveCases(eagerDevice())).map((result) => [result.name, result]));
  }, 120_000);

  it.each(primitiveCases.map(({ name }) => name))('%s', (name) => {
    const { outcome, message } = results.get(name)!;
    expect({ outcome, message }).toEqual({ outcome: 'passed' });
  });
});
