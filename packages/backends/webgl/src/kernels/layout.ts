import { sizeOf, type Shape, type TensorType } from '@neurite/contract';
import { broadcastStrides, indexing, ravel, stridesOf, unravel } from '../glsl/coordinates.js';
import { integer } from '../glsl/literal.js';
import { shader } from '../glsl/shader.js';
import { single, type Kernels, type Launch } from './kernel.js';

/** Reads a tensor through other strides: every element of the result is one of x. */
export const view = (type: TensorType, offset: number, strides: readonly number[]): Launch => {
  const { body, indices } = indexing(type.shape, [{ offset, strides }]);
  return single(shader({ inputs: 1, size: sizeOf(type.shape), body, result: `x0(${indices[0]})` }), type);
};

const shared: Launch = (gpu, [x]) => [gpu.retain(x!)];

/** How many tensors one shader joins: few enough for every device, many enough that long lists take few rounds. */
const joinedAtOnce = 8;

const joinFew = (
  dtype: TensorType['dtype'],
  extents: readonly number[],
  outer: number,
  inner: number,
): Launch => {
  const total = extents.reduce((a, b) => a + b, 0);
  let from = 0;
  const cases = extents.map((extent, n) => {
    const start = from;
    from += extent;
    return `${n === extents.length - 1 ? '' : `n1 < ${from} ? `}x${n}((n0 * ${extent} + n1 - ${start}) * ${inner} + n2)`;
  });
  const joined: Shape = [outer, total, inner];
  return single(
    shader({
      inputs: extents.length,
      size: sizeOf(joined),
      body: unravel('i', joined, ['n0', 'n1', 'n2']),
      result: cases.join(' : '),
    }),
    { dtype, shape: joined },
  );
};

/** Joins tensors [outer, extent, inner] along the middle axis, in rounds where there are many. */
export const join = (
  dtype: TensorType['dtype'],
  extents: readonly number[],
  outer: number,
  inner: number,
): Launch => {
  if (extents.length === 1) return shared;
  if (extents.length <= joinedAtOnce) return joinFew(dtype, extents, outer, inner);
  const groups: number[][] = [];
  for (let at = 0; at < extents.length; at += joinedAtOnce) groups.push(extents.slice(at, at + joinedAtOnce));
  const rounds = groups.map((group) => join(dtype, group, outer, inner));
  const last = join(
    dtype,
    groups.map((group) => group.reduce((a, b) => a + b, 0)),
    outer,
    inner,
  );
  return (gpu, inputs) => {
    const parts = rounds.flatMap((round, n) =>
      round(gpu, inputs.slice(n * joinedAtOnce, (n + 1) * joinedAtOnce)),
    );
    const whole = last(gpu, parts);
    parts.forEach(gpu.release);
    return whole;
  };
};

export const layoutKernels: Kernels<
  'reshape' | 'transpose' | 'broadcast' | 'slice' | 'pad' | 'concat' | 'reverse'
> = {
  reshape: () => shared,
  transpose: ({ permutation }, [x], [y]) => {
    const strides = stridesOf(x!.shape);
    return view(
      y!,
      0,
      permutation.map((axis) => strides[axis]!),
    );
  },
  broadcast: (_, [x], [y]) => view(y!, 0, broadcastStrides(x!.shape)),
  slice: ({ start, stride }, [x], [y]) => {
    const strides = stridesOf(x!.shape);
    const offset = start.reduce((sum, first, axis) => sum + first * strides[axis]!, 0);
    return view(
      y!,
      offset,
      strides.map((step, axis) => step * stride[axis]!),
    );
  },
  reverse: ({ axes }, [x], [y]) => {
    const strides = stridesOf(x!.shape);
    const offset = axes.reduce((sum, axis) => sum + (x!.shape[axis]! - 1) * strides[axis]!, 0);
    return view(
      y!,
      offset,
      strides.map((step, axis) => (axes.includes(axis) ? -step : step)),
    );
  },
  pad: ({ low, interior }, [x], [y]) => {
    const names = y!.shape.map((_, axis) => `n${axis}`);
    const sources = y!.shape.map((_, axis) => `s${axis}`);
    const steps = interior.map((gap) => gap + 1);
    const body = y!.shape.map(
      (_, axis) => `int t${axis} = n${axis} - ${integer(low[axis]!)};
  int s${axis} = t${axis} / ${steps[axis]};
  inside = inside && t${axis} >= 0 && s${axis} * ${steps[axis]} == t${axis} && s${axis} < ${x!.shape[axis]};`,
    );
    return single(
      shader({
        inputs: 2,
        size: sizeOf(y!.shape),
        body: [unravel('i', y!.shape, names), 'bool inside = true;', ...body].join('\n  '),
        result: `inside ? x0(${ravel(x!.shape, sources)}) : x1(0)`,
      }),
      y!,
    );
  },
  concat: ({ axis }, inputs, [y]) => {
    const outer = sizeOf(y!.shape.slice(0, axis));
    const inner = sizeOf(y!.shape.slice(axis + 1));
    return join(
      y!.dtype,
      inputs.map(({ shape }) => shape[axis]!),
      outer,
      inner,
    );
  },
};
