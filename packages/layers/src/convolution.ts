import {
  type Convolution,
  type OptionTable,
  type PaddingRule,
  type Shape,
  at,
  paddingFor,
} from '@neurite/contract';

/** The options that every convolution over so many spatial axes has, with their defaults in one place. */
export const convolutionOptions = (axes: 1 | 2 | 3) =>
  ({
    filters: { type: 'int', minimum: 1, doc: 'Number of output channels.' },
    kernel: {
      type: 'extents',
      axes,
      minimum: 1,
      doc: 'Extent of the kernel: one number, or one for each axis.',
    },
    stride: { type: 'extents', axes, default: 1, minimum: 1, doc: 'Step of the kernel.' },
    padding: { type: 'padding', axes, default: 'same', doc: '`same`, `valid`, or a number for each side.' },
    dilation: {
      type: 'extents',
      axes,
      default: 1,
      minimum: 1,
      doc: 'Distance between neighbouring kernel elements.',
    },
    groups: {
      type: 'int',
      default: 1,
      minimum: 1,
      divides: 'filters',
      doc: 'Blocks of channels that do not see each other.',
    },
    bias: { type: 'bool', default: true, doc: 'Whether to add a bias to each output channel.' },
    init: {
      type: 'initializer',
      parameter: 'kernel',
      default: 'auto',
      doc: 'How the kernel starts; by default as the next activation asks.',
    },
  }) as const satisfies OptionTable;

/** The options of convolutions that treat each channel by itself. */
export const depthwiseOptions = (axes: 1 | 2) => {
  const { kernel, stride, padding, dilation, bias, init } = convolutionOptions(axes);
  const multiplier = {
    type: 'int',
    default: 1,
    minimum: 1,
    doc: 'Number of kernels for each channel.',
  } as const;
  return { kernel, multiplier, stride, padding, dilation, bias, init } as const satisfies OptionTable;
};

interface ConvolutionSettings {
  readonly kernel: number | Shape;
  readonly stride: number | Shape;
  readonly padding: PaddingRule;
  readonly dilation: number | Shape;
  readonly groups: number;
}

/** The primitive's attributes for an input of shape `[batch, ...spatial, channels]`. */
export const convolutionOf = (
  shape: Shape,
  { kernel, stride, padding, dilation, groups }: ConvolutionSettings,
): Convolution => {
  const spatial = shape.slice(1, -1);
  return {
    strides: spatial.map((_, axis) => at(stride, axis)),
    padding: paddingFor(spatial, { size: kernel, stride, padding, dilation }),
    dilation: spatial.map((_, axis) => at(dilation, axis)),
    groups,
  };
};

/** The extents of which a convolution makes `spatial`: what its transpose gives. */
export const transposedExtents = (
  spatial: Shape,
  { kernel, stride, padding, dilation }: Omit<ConvolutionSettings, 'groups'>,
): Shape =>
  spatial.map((extent, axis) => {
    const step = at(stride, axis);
    const reach = at(dilation, axis) * (at(kernel, axis) - 1) + 1;
    if (padding === 'same') return extent * step;
    // A stride beyond the kernel leaves a gap behind the last place as well.
    if (padding === 'valid') return (extent - 1) * step + Math.max(reach, step);
    return (extent - 1) * step + reach - 2 * at(padding, axis);
  });
