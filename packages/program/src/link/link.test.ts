import type { TensorType } from '@neurite/contract';
import { record } from '../record/index.js';
import { verify } from '../shapes/index.js';
import { floats, numbers, runByName } from '../testing/tensors.js';
import { link } from './link.js';

const type: TensorType = { dtype: 'float32', shape: [] };

/** y = x · w, and the gradient by w. */
const forward = record(({ ops, input, output }) => {
  const [w, x] = [input('w', 'parameter', type), input('x', 'batch', type)];
  output('gradient:w', 'gradient', x);
  output('y', 'metric', ops.mul(x, w));
});
/** w ← w − g. */
const update = record(({ ops, input, output, donate }) => {
  const [w, g] = [input('w', 'parameter', type), input('gradient:w', 'gradient', type)];
  output('w', 'parameter', ops.sub(w, g));
  donate('parameter', 'w');
});

describe('link', () => {
  it('feeds outputs to inputs of the same role and name, and shares inputs', () => {
    const step = link(forward, update);
    verify(step);
    expect(step.inputs.map(({ role, name }) => `${role} ${name}`)).toEqual(['parameter w', 'batch x']);
    expect(step.outputs.map(({ role, name }) => `${role} ${name}`)).toEqual(['metric y', 'parameter w']);
    expect(step.donated).toEqual([[0, 1]]);
    const outputs = runByName(step, { w: floats([], [5]), x: floats([], [3]) });
    expect([outputs['y'], outputs['w']].map(numbers)).toEqual([[15], [2]]);
  });

  it('does not mix up ports of different roles', () => {
    const other = record(({ input, output }) => output('z', 'output', input('y', 'batch', type)));
    expect(link(forward, other).inputs.map(({ role, name }) => `${role} ${name}`)).toEqual([
      'parameter w',
      'batch x',
      'batch y',
    ]);
  });

  it('refuses two makers of one output, and ports whose types differ', () => {
    expect(() => link(forward, forward)).toThrow('two programs give gradient "gradient:w"');
    const vector = record(({ input, output }) =>
      output('z', 'output', input('w', 'parameter', { dtype: 'float32', shape: [2] })),
    );
    expect(() => link(forward, vector)).toThrow('parameter "w" is float32[] here and float32[2] there');
  });
});
