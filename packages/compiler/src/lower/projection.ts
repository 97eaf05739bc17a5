import { inner, type ValueType } from '../shapes/type.js';

interface Operand {
  readonly name: string;
  readonly type: ValueType;
}

/** What would make two operands of one shape: a convolution for images, a dense layer for a last axis. Undefined where neither would. */
export const projectionHelp = ([first, second]: readonly Operand[]): string | undefined => {
  if (first === undefined || second === undefined) return undefined;
  return projected(first, second) ?? projected(second, first);
};

/** How the first operand could get the shape of the second. */
const projected = (from: Operand, to: Operand): string | undefined => {
  const [a, b] = [inner(from.type), inner(to.type)];
  const channels = b.at(-1);
  if (a.length !== b.length || a.length === 0 || typeof channels !== 'number') return undefined;
  const steps = a.slice(0, -1).map((extent, axis) => {
    const wanted = b[axis]!;
    return typeof extent === 'number' && typeof wanted === 'number'
      ? Math.ceil(extent / wanted)
      : extent === wanted
        ? 1
        : NaN;
  });
  const [stride = 1] = steps;
  // `same` padding gives ⌈extent / stride⌉: that must be what is wanted on every axis.
  const reaches = steps.every(
    (step, axis) => step === stride && typeof a[axis] === 'number' && Math.ceil(a[axis] / step) === b[axis],
  );
  if (!reaches) return undefined;
  if (stride === 1) return `Give ${from.name} a projection: -> dense(${channels}).`;
  return a.length === 3
    ? `Give ${from.name} a projection: -> conv2d(${channels}, kernel: 1, stride: ${stride}).`
    : undefined;
};
