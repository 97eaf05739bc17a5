// Training steps to measure: recorded by hand, differentiated, with Adam as one fused chain for each parameter.
import { differentiate, optimise, record } from '@neurite/program';

const float = (...shape) => ({ dtype: 'float32', shape });

/** One step of Adam on cross-entropy. `model(ops, x, weights)` gives logits. */
export const trainingStep = ({ input, classes, weights, model }, batch, capabilities) => {
  const names = Object.keys(weights);
  const forward = record(({ ops, input: port, output }) => {
    const parameters = Object.fromEntries(
      names.map((name) => [name, port(name, 'parameter', float(...weights[name]))]),
    );
    const x = port('x', 'batch', float(batch, ...input));
    const labels = port('label', 'batch', { dtype: 'int32', shape: [batch] });
    const logits = model(ops, x, parameters);
    const losses = ops.sum(ops.mul(ops.logSoftmax(logits, -1), ops.oneHot(labels, classes)), -1);
    output('loss', 'metric', ops.neg(ops.mean(losses)));
  });
  const gradients = differentiate(forward, { of: 'loss', by: names });
  const step = record((recorder) => {
    const { ops, input: port, output, inline, donate } = recorder;
    const inputs = gradients.inputs.map(({ name, role, value }) => port(name, role, gradients.values[value]));
    const slots = names.map((name) =>
      ['m', 'v'].map((slot) => port(`${name}/${slot}`, 'slot', float(...weights[name]))),
    );
    const rate = port('rate', 'scalar', float());
    const results = inline(gradients, inputs);
    output('loss', 'metric', results[0]);
    names.forEach((name, i) => {
      const rank = weights[name].length;
      const scalar = ops.reshape(rate, new Array(rank).fill(1));
      const [parameter, m, v] = ops.composite(
        'elementwise',
        [inputs[i], results[i + 1], ...slots[i], scalar],
        ([p, g, m0, v0, r]) => {
          const m1 = ops.add(ops.mul(m0, 0.9), ops.mul(g, 0.1));
          const v1 = ops.add(ops.mul(v0, 0.999), ops.mul(ops.mul(g, g), 0.001));
          return [ops.sub(p, ops.div(ops.mul(m1, r), ops.add(ops.sqrt(v1), 1e-7))), m1, v1];
        },
      );
      output(name, 'parameter', parameter);
      output(`${name}/m`, 'slot', m);
      output(`${name}/v`, 'slot', v);
      donate('parameter', name);
      donate('slot', `${name}/m`);
      donate('slot', `${name}/v`);
    });
  });
  return optimise(step, capabilities);
};

const dense = (ops, x, kernel, bias) => ops.add(ops.matMul(x, kernel), bias);

export const mlp = (...sizes) => ({
  input: [sizes[0]],
  classes: sizes.at(-1),
  weights: Object.fromEntries(
    sizes.slice(1).flatMap((size, i) => [
      [`w${i}`, [sizes[i], size]],
      [`b${i}`, [size]],
    ]),
  ),
  model: (ops, x, w) =>
    sizes.slice(1).reduce((h, _, i) => {
      const y = dense(ops, h, w[`w${i}`], w[`b${i}`]);
      return i === sizes.length - 2 ? y : ops.relu(y);
    }, x),
});

const same = {
  strides: [1, 1],
  padding: [
    [1, 1],
    [1, 1],
  ],
  dilation: [1, 1],
  groups: 1,
};
const pool = {
  size: [2, 2],
  strides: [2, 2],
  padding: [
    [0, 0],
    [0, 0],
  ],
};

/** conv 3×3 to 32, pool, conv 3×3 to 64, pool, dense 128, dense 10; all convolutions padded to keep their extents. */
export const cnn = {
  input: [28, 28, 1],
  classes: 10,
  weights: {
    k1: [3, 3, 1, 32],
    c1: [32],
    k2: [3, 3, 32, 64],
    c2: [64],
    w1: [3136, 128],
    b1: [128],
    w2: [128, 10],
    b2: [10],
  },
  model: (ops, x, w) => {
    const a = ops.maxPool(ops.relu(ops.add(ops.conv(x, w.k1, same), w.c1)), pool);
    const b = ops.maxPool(ops.relu(ops.add(ops.conv(a, w.k2, same), w.c2)), pool);
    const h = ops.relu(dense(ops, ops.reshape(b, [-1, 3136]), w.w1, w.b1));
    return dense(ops, h, w.w2, w.b2);
  },
};

/** Fills the inputs of a program with small random numbers. */
export const inputsOf = (program, device, classes) =>
  program.inputs.map(({ name, role, value }) => {
    const type = program.values[value];
    const count = type.shape.reduce((a, b) => a * b, 1);
    if (type.dtype === 'int32')
      return device.write(
        type,
        Int32Array.from({ length: count }, (_, i) => i % classes),
      );
    // A rate of 0: what is learnt by heart ends in denormal numbers, on which processors are a hundred times slower.
    if (role === 'scalar') return device.write(type, new Float32Array(count));
    if (role === 'slot') return device.write(type, new Float32Array(count));
    const scale = name.startsWith('x') ? 1 : 0.05;
    return device.write(
      type,
      Float32Array.from({ length: count }, () => (Math.random() - 0.5) * scale),
    );
  });
