import type { HostTensor } from '@neurite/contract';

/**
 * The gradient of a scalar function at x by central differences, in float64: (f(x + ε) − f(x − ε)) / 2ε for each element,
 * improved by one step of Richardson's extrapolation, so that the error is of order ε⁴.
 *
 * @param epsilon about the fourth root of what f can resolve.
 */
export const centralDifferences = (
  f: (x: HostTensor) => number,
  x: HostTensor,
  epsilon = 1e-3,
): HostTensor => {
  const at = (index: number, offset: number): number => {
    const moved = Float64Array.from(x.data);
    moved[index]! += offset;
    return f({ ...x, data: moved });
  };
  const slope = (index: number, step: number): number => (at(index, step) - at(index, -step)) / (2 * step);
  const gradient = Float64Array.from(
    x.data,
    (_, index) => (4 * slope(index, epsilon / 2) - slope(index, epsilon)) / 3,
  );
  return { dtype: 'float32', shape: x.shape, data: gradient };
};
