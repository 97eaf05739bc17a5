import type { Op, TensorType } from '@neurite/contract';
import { record } from '@neurite/program';
import { capabilities, webgl } from './index.js';

const constant = (value: number): Op<'constant'> => ({
  primitive: 'constant',
  attributes: { type: { dtype: 'int32', shape: [2] }, data: [1, value] },
  inputs: [],
  outputs: [0],
  origin: 0,
});
const elementwise = (inputs: number): Op<'composite'> => {
  const type: TensorType = { dtype: 'float32', shape: [3] };
  const body = record(({ ops, input, output }) => {
    const all = Array.from({ length: inputs }, (_, index) => input(`${index}`, 'batch', type));
    output(
      'y',
      'output',
      all.reduce((a, b) => ops.add(a, b)),
    );
  });
  return {
    primitive: 'composite',
    attributes: { name: 'elementwise', body },
    inputs: [],
    outputs: [0],
    origin: 0,
  };
};

describe('capabilities', () => {
  it('are those of the backend, and need no lowerings', () => {
    expect(webgl.capabilities).toBe(capabilities);
    expect(capabilities.lowerings).toEqual({});
  });

  it('refuse integers that textures would round', () => {
    expect(capabilities.supports(constant(2 ** 24), [])).toBe(true);
    expect(capabilities.supports(constant(-(2 ** 24) - 1), [])).toContain('exact only up to 2²⁴');
  });

  it('refuse to merge more tensors than a shader reads', () => {
    expect(capabilities.supports(elementwise(16), [])).toBe(true);
    expect(capabilities.supports(elementwise(17), [])).toContain('it reads 17 tensors and a shader reads 16');
  });
});

describe('outside a browser', () => {
  it('the backend says why it is not available, and does not open', async () => {
    const reason = 'WebGL cannot be used: there is no WebGL here: it needs a browser with OffscreenCanvas.';
    expect(await webgl.available()).toBe(reason);
    await expect(webgl.open()).rejects.toThrow(reason);
  });
});
