import type { Ops } from '@neurite/contract';
import { record, type Reference } from '../record/index.js';
import { differentiate } from './differentiate.js';
import { checkGradients } from '../testing/check-gradients.js';
import { floats, numbers, runByName, spreadOver } from '../testing/tensors.js';

type References = readonly Reference[];

/** As in a layer package: one large product outside the loop, gates split inside. */
const lstm =
  (units: number) =>
  ([x, kernel, recurrent, bias]: References, ops: Ops<Reference>): Reference => {
    const batch = ops.shape(x!)[0]!;
    const gates = ops.transpose(ops.add(ops.matMul(x!, kernel!), bias!), [1, 0, 2]);
    const zero = ops.zeros([batch, units]);
    const { stacked } = ops.scan(
      { constants: [recurrent!], carries: [zero, zero], sequences: [gates] },
      ([weights], [h, c], [slice]) => {
        const [i, f, o, u] = ops.split(ops.add(slice!, ops.matMul(h!, weights!)), 4, 1);
        const cell = ops.add(ops.mul(ops.sigmoid(f!), c!), ops.mul(ops.sigmoid(i!), ops.tanh(u!)));
        const out = ops.mul(ops.sigmoid(o!), ops.tanh(cell));
        return { carries: [out, cell], stacked: [out] };
      },
    );
    return ops.transpose(stacked[0]!, [1, 0, 2]);
  };

const attention =
  (heads: number) =>
  ([x, query, key, value, output]: References, ops: Ops<Reference>): Reference => {
    const [batch, time, channels] = ops.shape(x!) as [number, number, number];
    const width = channels / heads;
    const split = (weights: Reference): Reference =>
      ops.transpose(ops.reshape(ops.matMul(x!, weights), [batch, time, heads, width]), [0, 2, 1, 3]);
    const scores = ops.div(ops.matMul(split(query!), split(key!), { transposeB: true }), Math.sqrt(width));
    const causal = ops.lessEqual(ops.iota([time, time], 1), ops.iota([time, time], 0));
    const mixed = ops.matMul(ops.softmax(ops.where(causal, scores, -1e9)), split(value!));
    return ops.matMul(ops.reshape(ops.transpose(mixed, [0, 2, 1, 3]), [batch, time, channels]), output!);
  };

const batchNorm =
  (training: boolean) =>
  ([x, scale, shift, movingMean, movingVariance]: References, ops: Ops<Reference>): Reference => {
    const axes = ops
      .shape(x!)
      .map((_, axis) => axis)
      .slice(0, -1);
    const mean = training ? ops.mean(x!, axes) : movingMean!;
    const variance = training ? ops.variance(x!, axes) : movingVariance!;
    const normal = ops.mul(ops.sub(x!, mean), ops.rsqrt(ops.add(variance, 1e-3)));
    return ops.add(ops.mul(normal, scale!), shift!);
  };

describe('gradients of whole layers, first and second order', () => {
  it('LSTM', () => {
    const inputs = [
      spreadOver([2, 3, 2]),
      spreadOver([2, 8], -1, 1, 1),
      spreadOver([2, 8], -1, 1, 2),
      spreadOver([8], -1, 1, 3),
    ];
    checkGradients(inputs, lstm(2), { tolerance: 1e-7 });
  });

  it('causal attention with two heads', () => {
    const inputs = [spreadOver([1, 3, 4]), ...[1, 2, 3, 4].map((seed) => spreadOver([4, 4], -1, 1, seed))];
    checkGradients(inputs, attention(2), { tolerance: 1e-7 });
  });

  it.each([true, false])('batch norm, training: %s', (training) => {
    const inputs = [
      spreadOver([2, 2, 2, 3]),
      spreadOver([3], 0.5, 2, 1),
      spreadOver([3], -1, 1, 2),
      spreadOver([3], -1, 1, 3),
      spreadOver([3], 0.5, 1, 4),
    ];
    // Division by a variance magnifies what differences round away.
    checkGradients(inputs, batchNorm(training), { tolerance: 1e-6 });
  });

  it('cross-entropy of a small convolutional network with max pooling', () => {
    const plain = {
      strides: [1, 1],
      padding: [
        [1, 1],
        [1, 1],
      ],
      dilation: [1, 1],
      groups: 1,
    } as const;
    const inputs = [
      spreadOver([2, 4, 4, 1]),
      spreadOver([3, 3, 1, 2], -1, 1, 1),
      spreadOver([8, 3], -1, 1, 2),
    ];
    checkGradients(
      inputs,
      ([x, kernel, weights], ops) => {
        const features = ops.maxPool(ops.relu(ops.conv(x!, kernel!, plain)), {
          size: [2, 2],
          strides: [2, 2],
          padding: [
            [0, 0],
            [0, 0],
          ],
        });
        const scores = ops.matMul(ops.reshape(features, [2, 8]), weights!);
        const labels = ops.oneHot(ops.constant([2, 0], [2], 'int32'), 3);
        return ops.neg(ops.sum(ops.mul(ops.logSoftmax(scores), labels)));
      },
      { tolerance: 1e-7 },
    );
  });

  it('a contractive penalty: the squared norm of a Jacobian, through sigmoid', () => {
    // Rifai et al., 2011: ‖∂h/∂x‖² = Σⱼ (hⱼ(1 − hⱼ))² Σᵢ wᵢⱼ² for h = σ(x·W + b).
    const [x, w, b] = [spreadOver([1, 3]), spreadOver([3, 2], -1, 1, 1), spreadOver([2], -1, 1, 2)];
    const jacobianRow = (unit: number) =>
      differentiate(
        record(({ ops, input, output }) => {
          const [p, q, r] = [input('x', 'batch', x), input('w', 'parameter', w), input('b', 'parameter', b)];
          const h = ops.sigmoid(ops.add(ops.matMul(p, q), r));
          output('h', 'output', ops.sum(ops.slice(h, [0, unit], [1, 1])));
        }),
        { of: 'h', by: ['x'], keep: [] },
      );
    const penalty = record(({ ops, input, output, inline }) => {
      const inputs = [input('x', 'batch', x), input('w', 'parameter', w), input('b', 'parameter', b)];
      const rows = [0, 1].map((unit) => ops.sum(ops.square(inline(jacobianRow(unit), inputs)[0]!)));
      output('penalty', 'output', ops.add(rows[0]!, rows[1]!));
    });
    const closed = record(({ ops, input, output }) => {
      const [p, q, r] = [input('x', 'batch', x), input('w', 'parameter', w), input('b', 'parameter', b)];
      const h = ops.sigmoid(ops.add(ops.matMul(p, q), r));
      const slope = ops.square(ops.mul(h, ops.sub(1, h)));
      output('penalty', 'output', ops.sum(ops.mul(slope, ops.sum(ops.square(q), 0))));
    });
    const [found, expected] = [penalty, closed].map((program) =>
      runByName(differentiate(program, { of: 'penalty', by: ['w', 'b', 'x'] }), { x, w, b }),
    );
    for (const name of ['penalty', 'gradient:w', 'gradient:b', 'gradient:x']) {
      numbers(found![name]).forEach((value, index) =>
        expect(value).toBeCloseTo(expected![name]!.data[index]!, 14),
      );
    }
  });
});

describe('differentiate', () => {
  const type = { dtype: 'float32', shape: [2] } as const;
  const program = record(({ ops, input, output }) => {
    const [x, w, free] = [
      input('x', 'batch', type),
      input('w', 'parameter', type),
      input('free', 'parameter', type),
    ];
    const hidden = ops.mul(x, w);
    output('y', 'output', ops.sum(ops.tanh(hidden)));
    output('other', 'output', ops.add(ops.exp(hidden), free));
    output('free', 'parameter', ops.mul(free, 2));
  });

  it('keeps all outputs, or those that are named, before the gradients', () => {
    const names = (keep?: readonly string[]) =>
      differentiate(program, { of: 'y', by: ['w'], ...(keep === undefined ? {} : { keep }) }).outputs.map(
        ({ name, role }) => `${role} ${name}`,
      );
    expect(names()).toEqual(['output y', 'output other', 'parameter free', 'gradient gradient:w']);
    expect(names(['other'])).toEqual(['output other', 'gradient gradient:w']);
    expect(names([])).toEqual(['gradient gradient:w']);
  });

  it('gives zeros for inputs that do not matter', () => {
    const outputs = runByName(differentiate(program, { of: 'y', by: ['free'], keep: [] }), {
      x: floats([2], [1, 2]),
      w: floats([2], [3, 4]),
      free: floats([2], [5, 6]),
    });
    expect(numbers(outputs['gradient:free'])).toEqual([0, 0]);
  });

  it('works only on the way from the inputs to the output', () => {
    const { ops } = differentiate(program, { of: 'y', by: ['w'], keep: [] });
    // The forward product and tanh, 1 − y², and the two products of the chain rule; exp and sum are not even computed.
    expect(ops.map(({ primitive }) => primitive)).not.toContain('exp');
    expect(ops.filter(({ primitive }) => primitive === 'mul').length).toBeLessThanOrEqual(4);
  });

  it('keeps donations of the outputs that are kept', () => {
    const donating = record((recorder) => {
      recorder
        .inline(
          program,
          program.inputs.map(({ name, role }) => recorder.input(name, role, type)),
        )
        .forEach((x, index) => {
          const { name, role } = program.outputs[index]!;
          recorder.output(name, role, x);
        });
      recorder.donate('parameter', 'free');
    });
    const { inputs, outputs, donated } = differentiate(donating, { of: 'y', by: ['w'], keep: ['free'] });
    expect(donated.map(([from, to]) => [inputs[from]!.name, outputs[to]!.name])).toEqual([['free', 'free']]);
    expect(differentiate(donating, { of: 'y', by: ['w'], keep: [] }).donated).toEqual([]);
  });

  it('gives every gradient operation the origin of the operation that it belongs to', () => {
    const placed = record(({ ops, input, output, origin }) => {
      const x = input('x', 'batch', type);
      const h = origin({ path: 'hidden', line: 3 }, () => ops.tanh(x));
      output(
        'y',
        'output',
        origin({ path: 'head' }, () => ops.sum(h)),
      );
    });
    const { ops, origins } = differentiate(placed, { of: 'y', by: ['x'], keep: [] });
    const paths = new Set(ops.map((op) => `${origins[op.origin]!.path} ${op.primitive}`));
    expect(paths).toContain('hidden tanh');
    expect(paths).toContain('hidden mul');
    expect(paths).toContain('head broadcast');
  });

  it('refuses what is no float scalar, and names that are not there', () => {
    expect(() => differentiate(program, { of: 'other', by: ['w'] })).toThrow(
      'only float32 scalars can be differentiated; "other" is float32[2]',
    );
    expect(() => differentiate(program, { of: 'z', by: ['w'] })).toThrow('no output "z"');
    expect(() => differentiate(program, { of: 'y', by: ['z'] })).toThrow('no input "z"');
  });
});
