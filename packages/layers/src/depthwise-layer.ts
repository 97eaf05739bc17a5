import { type Example, layer } from '@neurite/contract';
import { convolutionOf, depthwiseOptions } from './convolution.js';
import { eachAxis, spatialAxes } from './spatial.js';

/** A convolution of each channel by itself, over one or two spatial axes. */
export const depthwiseLayer = (entry: {
  readonly name: string;
  readonly rank: 1 | 2;
  readonly summary: string;
  readonly formula: string;
  readonly description: string;
  readonly references?: readonly string[];
  readonly examples: readonly Example[];
}) => {
  const { rank, ...rest } = entry;
  const windows = (axis: string, i: number) =>
    `windows(${axis}, ${i}, kernel, stride, padding, dilation, false)`;
  const taps = eachAxis(rank, (_, i) => `at(kernel, ${i})`);
  return layer({
    ...rest,
    family: 'convolution',
    options: depthwiseOptions(rank),
    inputs: { x: `[batch, ${spatialAxes[rank].join(', ')}, c]` },
    outputs: { y: `[batch, ${eachAxis(rank, windows).join(', ')}, c * multiplier]` },
    parameters: {
      kernel: {
        shape: `[${taps.join(', ')}, 1, c * multiplier]`,
        initializer: 'auto',
        fanIn: taps.join(' * '),
        fanOut: `${taps.join(' * ')} * multiplier`,
      },
      bias: { shape: '[c * multiplier]', initializer: 'zeros', when: 'bias' },
    },
    macs: `${[...eachAxis(rank, windows), ...taps].join(' * ')} * c * multiplier`,
    apply: ({ x }, { ops, options, parameters }) => {
      const shape = ops.shape(x);
      const convolution = convolutionOf(shape, { ...options, groups: shape.at(-1)! });
      const y = ops.conv(x, parameters.kernel, convolution);
      return { outputs: { y: options.bias ? ops.add(y, parameters.bias) : y } };
    },
  });
};
