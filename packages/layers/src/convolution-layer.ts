import { type Example, layer } from '@neurite/contract';
import { convolutionOf, convolutionOptions } from './convolution.js';
import { eachAxis, spatialAxes } from './spatial.js';

/** A convolution over one, two or three spatial axes: only their names differ. */
export const convolutionLayer = (entry: {
  readonly name: string;
  readonly rank: 1 | 2 | 3;
  readonly summary: string;
  readonly formula: string;
  readonly description?: string;
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
    options: convolutionOptions(rank),
    inputs: { x: `[batch, ${spatialAxes[rank].join(', ')}, c]` },
    outputs: { y: `[batch, ${eachAxis(rank, windows).join(', ')}, filters]` },
    assert: ['c mod groups == 0'],
    parameters: {
      kernel: {
        shape: `[${taps.join(', ')}, c // groups, filters]`,
        initializer: 'auto',
        fanIn: `${taps.join(' * ')} * c // groups`,
        fanOut: `${taps.join(' * ')} * filters // groups`,
      },
      bias: { shape: '[filters]', initializer: 'zeros', when: 'bias' },
    },
    macs: `${[...eachAxis(rank, windows), ...taps].join(' * ')} * (c // groups) * filters`,
    apply: ({ x }, { ops, options, parameters }) => {
      const y = ops.conv(x, parameters.kernel, convolutionOf(ops.shape(x), options));
      return { outputs: { y: options.bias ? ops.add(y, parameters.bias) : y } };
    },
  });
};
