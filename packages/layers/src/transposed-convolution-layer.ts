import { type Example, layer } from '@neurite/contract';
import { convolutionOf, convolutionOptions, transposedExtents } from './convolution.js';
import { eachAxis, spatialAxes } from './spatial.js';

/** The transpose of a convolution over one, two or three spatial axes. */
export const transposedConvolutionLayer = (entry: {
  readonly name: string;
  readonly rank: 1 | 2 | 3;
  readonly summary: string;
  readonly examples: readonly Example[];
}) => {
  const { rank, ...rest } = entry;
  const upsampled = (axis: string, i: number) =>
    `upsampled(${axis}, ${i}, kernel, stride, padding, dilation)`;
  const taps = eachAxis(rank, (_, i) => `at(kernel, ${i})`);
  return layer({
    ...rest,
    family: 'convolution',
    formula: 'y[i·s + u·d, f] += x[i, c] · K[u, f, c]',
    description:
      'The gradient of a convolution, used forwards: it makes images larger. With `same` by the stride, with `valid` as far as the kernel reaches. A kernel whose extent is a multiple of the stride avoids chequered patterns.',
    references: ['Zeiler, Krishnan, Taylor, Fergus 2010, Deconvolutional Networks'],
    options: convolutionOptions(rank),
    inputs: { x: `[batch, ${spatialAxes[rank].join(', ')}, c]` },
    outputs: { y: `[batch, ${eachAxis(rank, upsampled).join(', ')}, filters]` },
    assert: ['c mod groups == 0'],
    parameters: {
      kernel: {
        // That of the convolution which it transposes: from `filters` to `c` channels.
        shape: `[${taps.join(', ')}, filters // groups, c]`,
        initializer: 'auto',
        fanIn: `${taps.join(' * ')} * c // groups`,
        fanOut: `${taps.join(' * ')} * filters // groups`,
      },
      bias: { shape: '[filters]', initializer: 'zeros', when: 'bias' },
    },
    macs: `${[...spatialAxes[rank], ...taps].join(' * ')} * c * (filters // groups)`,
    apply: ({ x }, { ops, options, parameters }) => {
      const shape = ops.shape(x);
      const large = [shape[0]!, ...transposedExtents(shape.slice(1, -1), options), options.filters];
      const y = ops.convTranspose(x, parameters.kernel, convolutionOf(large, options), large);
      return { outputs: { y: options.bias ? ops.add(y, parameters.bias) : y } };
    },
  });
};
