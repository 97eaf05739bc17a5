import { sizeOf, type Convolution, type Shape, type TensorType } from '@neurite/contract';
import { ravel, unravel } from '../glsl/coordinates.js';
import { integer } from '../glsl/literal.js';
import { shader } from '../glsl/shader.js';
import { chain, single, type Kernels, type Launch } from './kernel.js';
import { view } from './layout.js';
import { matmul } from './matmul.js';
import { sumOver } from './reduction.js';
import { across, backward, forward, type Sliding } from './sliding.js';

/** What the three convolutions have in common: conv reads x and kernel and makes y, its transposes make x or kernel of the others. */
interface Geometry {
  readonly sliding: Sliding;
  readonly x: Shape;
  readonly kernel: Shape;
  readonly y: Shape;
  readonly groups: number;
  /** Channels and filters of one group. */
  readonly channels: number;
  readonly filters: number;
}
const geometry = (convolution: Convolution, x: Shape, kernel: Shape, y: Shape): Geometry => ({
  x,
  kernel,
  y,
  groups: convolution.groups,
  channels: kernel.at(-2)!,
  filters: kernel.at(-1)! / convolution.groups,
  sliding: {
    size: kernel.slice(0, -2),
    strides: convolution.strides,
    padding: convolution.padding,
    dilation: convolution.dilation,
    input: x.slice(1, -1),
    output: y.slice(1, -1),
  },
});

const spatial = (shape: Shape, letter: string) => shape.slice(1, -1).map((_, axis) => `${letter}${axis}`);
const batched = (shape: Shape, letter: string, channel: string) => ['b', ...spatial(shape, letter), channel];
const kernelNames = ({ x }: Geometry, channel: string, filter: string) => [...spatial(x, 'k'), channel, filter];

const float = (shape: Shape): TensorType => ({ dtype: 'float32', shape });

const convolve = (g: Geometry): Launch =>
  single(
    shader({
      inputs: 2,
      size: sizeOf(g.y),
      body: `${unravel('i', g.y, batched(g.y, 'o', 'f'))}
  int c = (f / ${g.filters}) * ${g.channels};
  float sum = 0.;
  ${forward(
    g.sliding,
    `int xAt = ${ravel(g.x, batched(g.x, 'p', 'c'))}; int kernelAt = ${ravel(g.kernel, kernelNames(g, '0', 'f'))};
  for (int n = 0; n < ${g.channels}; n++) sum += x0(xAt + n) * x1(kernelAt + n * ${g.kernel.at(-1)});`,
  )}`,
      result: 'sum',
    }),
    float(g.y),
  );

const convolveInput = (g: Geometry): Launch =>
  single(
    shader({
      inputs: 2,
      size: sizeOf(g.x),
      body: `${unravel('i', g.x, batched(g.x, 'p', 'c'))}
  int f = (c / ${g.channels}) * ${g.filters};
  int own = c % ${g.channels};
  float sum = 0.;
  ${backward(
    g.sliding,
    `int yAt = ${ravel(g.y, batched(g.y, 'o', 'f'))}; int kernelAt = ${ravel(g.kernel, kernelNames(g, 'own', 'f'))};
  for (int n = 0; n < ${g.filters}; n++) sum += x0(yAt + n) * x1(kernelAt + n);`,
  )}`,
      result: 'sum',
    }),
    float(g.x),
  );

/** At most so many elements in sums that are added up in a second round. */
const partialElements = 2 ** 22;

/** Each fragment sums over a few examples, and a second round over the parts: short loops, and errors that grow slowly. */
const convolveKernel = (g: Geometry): Launch => {
  const batch = g.x[0]!;
  const parts = Math.max(1, Math.min(batch, Math.floor(partialElements / sizeOf(g.kernel))));
  const each = Math.ceil(batch / parts);
  const shape = [parts, ...g.kernel];
  const partial = single(
    shader({
      inputs: 2,
      size: sizeOf(shape),
      body: `${unravel('i', shape, ['part', ...kernelNames(g, 'own', 'f')])}
  int c = (f / ${g.filters}) * ${g.channels} + own;
  float sum = 0.;
  for (int b = part * ${each}; b < min((part + 1) * ${each}, ${batch}); b++) {
  ${across(g.sliding, `sum += x0(${ravel(g.x, batched(g.x, 'p', 'c'))}) * x1(${ravel(g.y, batched(g.y, 'o', 'f'))});`)} }`,
      result: 'sum',
    }),
    float(shape),
  );
  return parts === 1 ? partial : chain(partial, sumOver(float(shape), [0]));
};

// With a single group a convolution is a matrix product of unfolded windows, and tfjs's product on packed textures reads each
// texel for four results. The unfolded matrix repeats its tensor as often as the window has elements, so it has a limit.
const unfoldedElements = 2 ** 24;

/** Windows of one element, side by side: a tensor is its own unfolding. */
const isPointwise = ({ sliding: { size, strides, padding } }: Geometry): boolean =>
  size.every((extent, axis) => extent === 1 && strides[axis] === 1 && padding[axis]!.every((side) => side === 0));

const kept: Launch = (gpu, [x]) => [gpu.retain(x!)];

/** Windows of x as rows: [batch · places, elements of a window · channels], 0 in the padding. */
const unfold = (g: Geometry): { launch: Launch; rows: number; columns: number } => {
  const channels = g.x.at(-1)!;
  const rows = sizeOf(g.y.slice(0, -1));
  const columns = sizeOf(g.sliding.size) * channels;
  const shape = [...g.y.slice(0, -1), ...g.sliding.size, channels];
  const names = [...batched(g.y, 'o', '').slice(0, -1), ...spatial(g.x, 'k'), 'c'];
  const inside = g.sliding.size.map((_, axis) => {
    const { strides, padding, dilation, input } = g.sliding;
    return `int p${axis} = o${axis} * ${strides[axis]} - ${integer(padding[axis]![0])} + k${axis} * ${dilation[axis]};
  inside = inside && p${axis} >= 0 && p${axis} < ${input[axis]};`;
  });
  const code = shader({
    inputs: 1,
    size: rows * columns,
    body: [unravel('i', shape, names), 'bool inside = true;', ...inside].join('\n  '),
    result: `inside ? x0(${ravel(g.x, batched(g.x, 'p', 'c'))}) : 0.`,
  });
  return { launch: isPointwise(g) ? kept : single(code, float([rows, columns])), rows, columns };
};

/** For each position of x the results that read it: [batch · positions, elements of a window · filters]. */
const unfoldBack = (g: Geometry): { launch: Launch; rows: number; columns: number } => {
  const filters = g.y.at(-1)!;
  const rows = sizeOf(g.x.slice(0, -1));
  const columns = sizeOf(g.sliding.size) * filters;
  const shape = [...g.x.slice(0, -1), ...g.sliding.size, filters];
  const names = [...batched(g.x, 'p', '').slice(0, -1), ...spatial(g.x, 'k'), 'f'];
  const inside = g.sliding.size.map((_, axis) => {
    const { strides, padding, dilation, output } = g.sliding;
    return `int t${axis} = p${axis} + ${integer(padding[axis]![0])} - k${axis} * ${dilation[axis]};
  int o${axis} = t${axis} / ${strides[axis]};
  inside = inside && t${axis} >= 0 && o${axis} * ${strides[axis]} == t${axis} && o${axis} < ${output[axis]};`;
  });
  const code = shader({
    inputs: 1,
    size: rows * columns,
    body: [unravel('i', shape, names), 'bool inside = true;', ...inside].join('\n  '),
    result: `inside ? x0(${ravel(g.y, batched(g.y, 'o', 'f'))}) : 0.`,
  });
  return { launch: isPointwise(g) ? kept : single(code, float([rows, columns])), rows, columns };
};

const product = (a: Shape, b: Shape, y: Shape, transposeA: boolean): Launch =>
  matmul({ transposeA, transposeB: false }, [float(a), float(b)], [float(y)]);

/** Unfolds the first input and multiplies the result with the second. */
const unfolded = (unfolding: Launch, second: Launch, multiplication: Launch): Launch =>
  chain((gpu, [a, b]) => [...unfolding(gpu, [a!]), ...second(gpu, [b!])], multiplication);

const isUnfolded = (g: Geometry, { rows, columns }: { rows: number; columns: number }): boolean =>
  g.groups === 1 && rows * columns > 0 && rows * columns <= unfoldedElements;

export const convolutionKernels: Kernels<'conv' | 'conv_input' | 'conv_kernel'> = {
  conv: (attributes, [x, kernel], [y]) => {
    const g = geometry(attributes, x!.shape, kernel!.shape, y!.shape);
    const windows = unfold(g);
    if (!isUnfolded(g, windows)) return convolve(g);
    const { rows, columns } = windows;
    return unfolded(windows.launch, kept, product([rows, columns], [columns, g.filters], [rows, g.filters], false));
  },
  conv_input: (attributes, [gradient, kernel]) => {
    const g = geometry(attributes, attributes.shape, kernel!.shape, gradient!.shape);
    const windows = unfoldBack(g);
    if (!isUnfolded(g, windows)) return convolveInput(g);
    const { rows, columns } = windows;
    const elements = sizeOf(g.sliding.size);
    const { channels, filters } = g;
    // [elements, channels, filters] → [elements, filters, channels].
    const swapped = view(float([elements, filters, channels]), 0, [channels * filters, 1, filters]);
    return unfolded(windows.launch, swapped, product([rows, columns], [columns, channels], [rows, channels], false));
  },
  conv_kernel: (attributes, [x, gradient]) => {
    const g = geometry(attributes, x!.shape, attributes.shape, gradient!.shape);
    const windows = unfold(g);
    if (!isUnfolded(g, windows)) return convolveKernel(g);
    const { rows, columns } = windows;
    return unfolded(windows.launch, kept, product([rows, columns], [rows, g.filters], [columns, g.filters], true));
  },
};
