import type { Convolution, Window } from '@neurite/contract';
import { unbroadcast, type GradientRules } from './rule.js';

/** The attributes without those of a transpose. */
const plainConvolution = ({ strides, padding, dilation, groups }: Convolution): Convolution => ({
  strides,
  padding,
  dilation,
  groups,
});
const plainWindow = ({ size, strides, padding }: Window): Window => ({ size, strides, padding });

/** Linear maps are each other's transposes, so that these rules hold for every order of differentiation. */
export const linearRules: GradientRules<'linear'> = {
  matmul: {
    through: 'all',
    reads: 'others',
    pull: ({ attributes: { transposeA, transposeB }, inputs, gradients, wanted }, tools) => {
      const [a, b] = inputs as [(typeof inputs)[0], (typeof inputs)[0]];
      const g = gradients[0]!;
      const product = (left: typeof a, right: typeof a, turnLeft: boolean, turnRight: boolean) =>
        tools.emit('matmul', [left, right], { transposeA: turnLeft, transposeB: turnRight })[0]!;
      const byA = () => (transposeA ? product(b, g, transposeB, true) : product(g, b, false, !transposeB));
      const byB = () => (transposeB ? product(g, a, true, transposeA) : product(a, g, !transposeA, false));
      return [
        wanted[0] ? unbroadcast(byA(), tools.ops.shape(a), tools) : undefined,
        wanted[1] ? unbroadcast(byB(), tools.ops.shape(b), tools) : undefined,
      ];
    },
  },
  conv: {
    through: 'all',
    reads: 'others',
    pull: ({ attributes, inputs: [x, kernel], gradients: [g], wanted }, { ops, emit }) => [
      wanted[0] ? emit('conv_input', [g!, kernel!], { ...attributes, shape: ops.shape(x!) })[0] : undefined,
      wanted[1] ? emit('conv_kernel', [x!, g!], { ...attributes, shape: ops.shape(kernel!) })[0] : undefined,
    ],
  },
  conv_input: {
    through: 'all',
    reads: 'others',
    pull: ({ attributes, inputs: [y, kernel], gradients: [g], wanted }, { ops, emit }) => [
      wanted[0] ? emit('conv', [g!, kernel!], plainConvolution(attributes))[0] : undefined,
      wanted[1] ? emit('conv_kernel', [g!, y!], { ...attributes, shape: ops.shape(kernel!) })[0] : undefined,
    ],
  },
  conv_kernel: {
    through: 'all',
    reads: 'others',
    pull: ({ attributes, inputs: [x, y], gradients: [g], wanted }, { ops, emit }) => [
      wanted[0] ? emit('conv_input', [y!, g!], { ...attributes, shape: ops.shape(x!) })[0] : undefined,
      wanted[1] ? emit('conv', [x!, g!], plainConvolution(attributes))[0] : undefined,
    ],
  },
};

/** Which place wins in a window is piecewise constant: no gradient flows to what is compared. */
export const windowRules: GradientRules<'window'> = {
  window_sum: {
    through: 'all',
    reads: 'nothing',
    pull: ({ attributes, inputs: [x], gradients: [g] }, { ops }) => [
      ops.windowSpread(g!, attributes, ops.shape(x!)),
    ],
  },
  window_spread: {
    through: 'all',
    reads: 'nothing',
    pull: ({ attributes, gradients: [g] }, { ops }) => [ops.windowSum(g!, plainWindow(attributes))],
  },
  window_pick: {
    through: [1],
    reads: 'inputs',
    pull: ({ attributes, inputs: [x], gradients: [g] }, { emit }) => [
      undefined,
      emit('window_place', [x!, g!], attributes)[0],
    ],
  },
  window_place: {
    through: [1],
    reads: 'inputs',
    pull: ({ attributes, inputs: [x], gradients: [g] }, { emit }) => [
      undefined,
      emit('window_pick', [x!, g!], attributes)[0],
    ],
  },
};
