import { sizeOf, type Shape, type TensorType, type Window } from '@neurite/contract';
import { ravel, unravel } from '../glsl/coordinates.js';
import { functions } from '../glsl/functions.js';
import { shader, type Shader } from '../glsl/shader.js';
import { batched, spatial } from './convolution-geometry.js';
import { backward, forward, type Sliding } from './sliding.js';
import { chain, single, type Kernels, type Launch } from './kernel.js';

interface Windows {
  readonly sliding: Sliding;
  readonly x: Shape;
  readonly y: Shape;
}
const windows = (x: TensorType, y: TensorType, { size, strides, padding }: Window): Windows => ({
  x: x.shape,
  y: y.shape,
  sliding: {
    size,
    strides,
    padding,
    dilation: size.map(() => 1),
    input: x.shape.slice(1, -1),
    output: y.shape.slice(1, -1),
  },
});

const named = (shape: Shape, letter: string) => batched(shape, letter, 'c');

/** A loop over the elements of the window at `i`; `each` sees `at`, their index in x, and `element`, their number in the window. */
const overWindow = ({ sliding, x, y }: Windows, each: string): string => `${unravel('i', y, named(y, 'o'))}
  ${forward(sliding, `int at = ${ravel(x, named(x, 'p'))}; int element = ${ravel(sliding.size, spatial(x, 'k'))}; ${each}`)}`;

/** A loop over the windows that hold the element `i` of x; `each` sees `at`, their index, and `element`, its number in them. */
const overHolders = ({ sliding, x, y }: Windows, each: string): string => `${unravel('i', x, named(x, 'p'))}
  ${backward(sliding, `int at = ${ravel(y, named(y, 'o'))}; int element = ${ravel(sliding.size, spatial(x, 'k'))}; ${each}`)}`;

const firstMaximum = (found: string) =>
  `float next = x0(at); if (best < 0 || beats(next, value)) { best = ${found}; value = next; }`;

/** The number of the first maximum within each window; −1 where all of it is padding. */
const winners = (w: Windows): Shader =>
  shader({
    inputs: 1,
    size: sizeOf(w.y),
    functions: functions(['beats']),
    body: `int best = -1; float value = 0.;
  ${overWindow(w, firstMaximum('element'))}`,
    result: 'float(best)',
  });

export const windowKernels: Kernels<'window_sum' | 'window_spread' | 'window_pick' | 'window_place'> = {
  window_sum: (window, [x], [y]) =>
    single(
      shader({
        inputs: 1,
        size: sizeOf(y!.shape),
        body: `float sum = 0.;
  ${overWindow(windows(x!, y!, window), 'sum += x0(at);')}`,
        result: 'sum',
      }),
      y!,
    ),
  window_spread: (window, [gradient], [x]) =>
    single(
      shader({
        inputs: 1,
        size: sizeOf(x!.shape),
        body: `float sum = 0.;
  ${overHolders(windows(x!, gradient!, window), 'sum += x0(at);')}`,
        result: 'sum',
      }),
      x!,
    ),
  window_pick: (window, [x], [y]) =>
    single(
      shader({
        inputs: 2,
        size: sizeOf(y!.shape),
        functions: functions(['beats']),
        body: `int best = -1; float value = 0.;
  ${overWindow(windows(x!, y!, window), firstMaximum('at'))}`,
        result: 'best < 0 ? 0. : x1(best)',
      }),
      y!,
    ),
  window_place: (window, [x, v]) => {
    const w = windows(x!, v!, window);
    const search = single(winners(w), { dtype: 'int32', shape: w.y });
    const place = single(
      shader({
        inputs: 2,
        size: sizeOf(w.x),
        body: `float sum = 0.;
  ${overHolders(w, 'if (int(x0(at)) == element) sum += x1(at);')}`,
        result: 'sum',
      }),
      x!,
    );
    const both: Launch = (gpu, [values, given]) => [...search(gpu, [values!]), gpu.retain(given!)];
    return chain(both, place);
  },
};
