import { sizeOf, type Shape } from '@neurite/contract';
import { ravel, unravel } from '../glsl/coordinates.js';
import { integer } from '../glsl/literal.js';
import { shader } from '../glsl/shader.js';
import { batched, float, spatial, type Geometry } from './convolution-geometry.js';
import { partialElements } from './direct-convolution.js';
import { chain, single, type Launch } from './kernel.js';
import { view } from './layout.js';
import { matmul } from './matmul.js';
import { sumOver } from './reduction.js';

// With a single group a convolution is a matrix product of unfolded windows, and tfjs's product on packed textures reads each
// texel for four results. The unfolded matrix repeats its tensor as often as the window has elements, so it has a limit.
const unfoldedElements = 2 ** 24;

interface Unfolding {
  readonly launch: Launch;
  readonly rows: number;
  readonly columns: number;
}

/** Windows of one element, side by side: a tensor is its own unfolding. */
const isPointwise = ({ sliding: { size, strides, padding } }: Geometry): boolean =>
  size.every(
    (extent, axis) => extent === 1 && strides[axis] === 1 && padding[axis]!.every((side) => side === 0),
  );

const kept: Launch = (gpu, [x]) => [gpu.retain(x!)];

/** Windows of x as rows: [batch · places, elements of a window · channels], 0 in the padding. */
const unfold = (g: Geometry): Unfolding => {
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
const unfoldBack = (g: Geometry): Unfolding => {
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

const product = (a: Shape, b: Shape, y: Shape, transposeA = false): Launch =>
  matmul({ transposeA, transposeB: false }, [float(a), float(b)], [float(y)]);

/** Unfolds the first input, turns the second if need be, and multiplies. */
const multiplied = (unfolding: Launch, second: Launch, multiplication: Launch): Launch =>
  chain((gpu, [a, b]) => [...unfolding(gpu, [a!]), ...second(gpu, [b!])], multiplication);

const isSmall = ({ rows, columns }: Unfolding): boolean =>
  rows * columns > 0 && rows * columns <= unfoldedElements;

/** undefined where the unfolded matrix would be too large, or there are groups. */
export const unfoldedConvolve = (g: Geometry): Launch | undefined => {
  const windows = unfold(g);
  if (g.groups > 1 || !isSmall(windows)) return undefined;
  const { launch, rows, columns } = windows;
  return multiplied(launch, kept, product([rows, columns], [columns, g.filters], [rows, g.filters]));
};

export const unfoldedConvolveInput = (g: Geometry): Launch | undefined => {
  const windows = unfoldBack(g);
  if (g.groups > 1 || !isSmall(windows)) return undefined;
  const { launch, rows, columns } = windows;
  const { channels, filters } = g;
  // [elements, channels, filters] → [elements, filters, channels].
  const turned = view(float([sizeOf(g.sliding.size), filters, channels]), 0, [
    channels * filters,
    1,
    filters,
  ]);
  return multiplied(launch, turned, product([rows, columns], [columns, channels], [rows, channels]));
};

export const unfoldedConvolveKernel = (g: Geometry): Launch | undefined => {
  const windows = unfold(g);
  if (g.groups > 1 || !isSmall(windows)) return undefined;
  const { launch, rows, columns } = windows;
  const { filters } = g;
  const batch = g.x[0]!;
  const isSplit = batch > 1 && batch * columns * filters <= partialElements;
  if (!isSplit)
    return multiplied(launch, kept, product([rows, columns], [rows, filters], [columns, filters], true));
  // One product for each example, then their sum: more fragments at work, shorter sums.
  const each = rows / batch;
  const products = product([batch, each, columns], [batch, each, filters], [batch, columns, filters], true);
  return chain(multiplied(launch, kept, products), sumOver(float([batch, columns, filters]), [0]));
};
