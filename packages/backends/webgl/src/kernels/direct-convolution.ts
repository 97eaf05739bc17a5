import { sizeOf } from '@neurite/contract';
import { ravel, unravel } from '../glsl/coordinates.js';
import { shader } from '../glsl/shader.js';
import { batched, float, kernelNames, type Geometry } from './convolution-geometry.js';
import { chain, single, type Launch } from './kernel.js';
import { sumOver } from './reduction.js';
import { across, backward, forward } from './sliding.js';

/** A sum over the window and its channels for each result: for any number of axes and groups. */
export const convolve = (g: Geometry): Launch =>
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

/** The same for each element of x, over the windows that hold it. */
export const convolveInput = (g: Geometry): Launch =>
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
export const partialElements = 2 ** 22;

/** Each fragment sums over a few examples, and a second round over the parts: short loops, and errors that grow slowly. */
export const convolveKernel = (g: Geometry): Launch => {
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
