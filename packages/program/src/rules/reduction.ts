import { constant, spread, unaryRule, type GradientRules } from './rule.js';

export const reductionRules: GradientRules<'reduction'> = {
  reduce_sum: unaryRule(
    (g, { x, attributes }, _, tools) => spread(g, tools.type(x), attributes.axes, tools),
    'nothing',
  ),
  // Equal maxima share the gradient equally, as the operands of `maximum` do.
  reduce_max: unaryRule((g, { x, y, attributes: { axes } }, ops, tools) => {
    const wins = ops.cast(ops.equal(x, spread(y, tools.type(x), axes, tools)), 'float32');
    return ops.mul(wins, spread(ops.div(g, ops.sum(wins, axes)), tools.type(x), axes, tools));
  }),
  argmax: constant,
  cumsum: unaryRule(
    (g, { attributes: { axis, reverse, exclusive } }, ops) =>
      ops.cumsum(g, axis, { reverse: !reverse, exclusive }),
    'nothing',
  ),
  top_k: {
    through: 'all',
    pull: ({ attributes: { k }, inputs, outputs, gradients }, { ops }) => {
      if (gradients[0] === undefined) return [undefined];
      // Scattered along one flat axis, as every row has positions of its own.
      const shape = ops.shape(inputs[0]!);
      const extent = shape.at(-1)!;
      const rows = shape.slice(0, -1).reduce((a, b) => a * b, 1);
      const first = ops.mul(ops.iota([rows, 1], 0, 'int32'), extent);
      const places = ops.reshape(ops.add(ops.reshape(outputs[1]!, [rows, k]), first), [rows * k]);
      const flat = ops.scatterAdd(places, ops.reshape(gradients[0], [rows * k]), rows * extent);
      return [ops.reshape(flat, shape)];
    },
  },
};
