import type { CaseResult } from '@neurite/testing';
import { primitiveCases, runPrimitiveCases } from '@neurite/testing/backends';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { hasKernels } from '../kernels/index.js';
import { eagerDevice } from './eager-device.test.helper.js';

const { WebAssembly: webAssembly } = globalThis;

describe.each([
  ['cpu', 'with kernels of ours', webAssembly],
  ['cpu', 'without WebAssembly', undefined],
  ['wasm', 'with kernels of ours', webAssembly],
])('the eager primitives on tfjs-%s, %s', (backend, _, available) => {
  let results: ReadonlyMap<string, CaseResult>;
  beforeAll(async () => {
    await tf.setBackend(backend);
    Object.assign(globalThis, { WebAssembly: available });
    results = new Map((await runPrimitiveCases(eagerDevice())).map((result) => [result.name, result]));
  }, 120_000);
  afterAll(() => {
    Object.assign(globalThis, { WebAssembly: webAssembly });
  });

  it('run where this says', () => {
    expect(hasKernels()).toBe(available !== undefined);
  });

  it.each(primitiveCases.map(({ name }) => name))('%s', (name) => {
    const { outcome, message } = results.get(name)!;
    expect({ outcome, message }).toEqual({ outcome: 'passed' });
  });
});
