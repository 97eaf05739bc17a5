import { type Example, layer } from '@neurite/contract';
import { convolutionOf, convolutionOptions, depthwiseOptions } from './convolution.js';
import { eachAxis, spatialAxes } from './spatial.js';

/** Each channel by itself, then all channels at each place; over one or two spatial axes. */
export const separableLayer = (entry: {
  readonly name: string;
  readonly rank: 1 | 2;
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly Example[];
}) => {
  const { rank, ...rest } = entry;
  const windows = (axis: string, i: number) =>
    `windows(${axis}, ${i}, kernel, stride, padding, dilation, false)`;
  const taps = eachAxis(rank, (_, i) => `at(kernel, ${i})`);
  const ones = eachAxis(rank, () => '1').join(', ');
  return layer({
    ...rest,
    family: 'convolution',
    formula: 'pointwise(depthwise(x)) + b',
    references: ['Chollet 2016, arXiv:1610.02357'],
    options: {
      filters: convolutionOptions(rank).filters,
      ...depthwiseOptions(rank),
      init: {
        ...convolutionOptions(rank).init,
        parameter: 'pointwise',
        doc: 'How the mixing kernel starts; by default as the next activation asks.',
      },
    },
    inputs: { x: `[batch, ${spatialAxes[rank].join(', ')}, c]` },
    outputs: { y: `[batch, ${eachAxis(rank, windows).join(', ')}, filters]` },
    parameters: {
      depthwise: {
        shape: `[${taps.join(', ')}, 1, c * multiplier]`,
        initializer: 'glorot_uniform',
        fanIn: taps.join(' * '),
        fanOut: `${taps.join(' * ')} * multiplier`,
      },
      pointwise: {
        shape: `[${ones}, c * multiplier, filters]`,
        initializer: 'auto',
        fanIn: 'c * multiplier',
        fanOut: 'filters',
      },
      bias: { shape: '[filters]', initializer: 'zeros', when: 'bias' },
    },
    macs: `${eachAxis(rank, windows).join(' * ')} * c * multiplier * (${taps.join(' * ')} + filters)`,
    apply: ({ x }, { ops, options, parameters }) => {
      const shape = ops.shape(x);
      const each = ops.conv(
        x,
        parameters.depthwise,
        convolutionOf(shape, { ...options, groups: shape.at(-1)! }),
      );
      const mixing = { kernel: 1, stride: 1, padding: 'valid', dilation: 1, groups: 1 } as const;
      const y = ops.conv(each, parameters.pointwise, convolutionOf(ops.shape(each), mixing));
      return { outputs: { y: options.bias ? ops.add(y, parameters.bias) : y } };
    },
  });
};
