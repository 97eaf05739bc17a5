import { unaryRule, unbroadcast, type GradientRules } from './rule.js';

export const layoutRules: GradientRules<'layout'> = {
  reshape: unaryRule((g, { x }, ops) => ops.reshape(g, ops.shape(x)), 'nothing'),
  transpose: unaryRule(
    (g, { attributes: { permutation } }, ops) =>
      ops.transpose(
        g,
        permutation.map((_, axis) => permutation.indexOf(axis)),
      ),
    'nothing',
  ),
  broadcast: unaryRule((g, { x }, ops, tools) => unbroadcast(g, ops.shape(x), tools), 'nothing'),
  slice: unaryRule((g, { x, attributes: { start, size, stride } }, ops) => {
    const behind = ops.shape(x).map((extent, axis) => {
      const reach = size[axis] === 0 ? 0 : (size[axis]! - 1) * stride[axis]! + 1;
      return extent - start[axis]! - reach;
    });
    return ops.pad(g, start, behind, { interior: stride.map((step) => step - 1) });
  }, 'nothing'),
  pad: {
    through: 'all',
    reads: 'nothing',
    pull: ({ attributes: { low, high, interior }, inputs, gradients, wanted }, tools) => {
      const { ops } = tools;
      const [x] = inputs;
      const g = gradients[0]!;
      const byElement = () => {
        // What was cropped got no gradient: put zeros there first, then take the places of x.
        const whole = [...low, ...high].some((amount) => amount < 0)
          ? ops.pad(
              g,
              low.map((amount) => Math.max(0, -amount)),
              high.map((amount) => Math.max(0, -amount)),
            )
          : g;
        return ops.slice(
          whole,
          low.map((amount) => Math.max(0, amount)),
          ops.shape(x!),
          interior.map((gap) => gap + 1),
        );
      };
      const byValue = () => {
        const blank = tools.emit('pad', [ops.zeros(ops.shape(x!)), ops.constant(1)], {
          low,
          high,
          interior,
        })[0]!;
        return ops.sum(ops.mul(g, blank));
      };
      return [wanted[0] ? byElement() : undefined, wanted[1] ? byValue() : undefined];
    },
  },
  concat: {
    through: 'all',
    reads: 'nothing',
    pull: ({ attributes: { axis }, inputs, gradients, wanted }, { ops }) => {
      let start = 0;
      return inputs.map((x, index) => {
        const shape = ops.shape(x);
        const first = start;
        start += shape[axis]!;
        const origin = shape.map((_, other) => (other === axis ? first : 0));
        return wanted[index] ? ops.slice(gradients[0]!, origin, shape) : undefined;
      });
    },
  },
  reverse: unaryRule((g, { attributes: { axes } }, ops) => ops.reverse(g, axes), 'nothing'),
};

export const indexRules: GradientRules<'index'> = {
  gather: {
    through: [0],
    reads: 'inputs',
    pull: ({ attributes: { axis }, inputs: [x, indices], gradients }, { ops }) => [
      ops.scatterAdd(indices!, gradients[0]!, ops.shape(x!)[axis]!, axis),
    ],
  },
  scatter_add: {
    through: [1],
    reads: 'inputs',
    pull: ({ attributes: { axis, size }, inputs: [indices, updates], gradients }, { ops }) => {
      // What was dropped got no gradient, where gather gives NaN.
      const inside = ops.logicalAnd(ops.less(-1, indices!), ops.less(indices!, size));
      const trailing = ops.shape(updates!).length - axis - ops.shape(indices!).length;
      const aligned = ops.reshape(inside, [...ops.shape(indices!), ...new Array<number>(trailing).fill(1)]);
      return [undefined, ops.where(aligned, ops.gather(gradients[0]!, indices!, axis), 0)];
    },
  },
};
