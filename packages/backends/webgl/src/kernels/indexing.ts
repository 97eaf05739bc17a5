import { sizeOf } from '@neurite/contract';
import { unravel } from '../glsl/coordinates.js';
import type { Texture } from '../device/texture.js';
import { literal } from '../glsl/literal.js';
import { shader } from '../glsl/shader.js';
import { fill } from './elementwise.js';
import { single, type Kernels } from './kernel.js';
import { around } from './around.js';

/** How many indices one run of scatter_add looks at: a fragment that runs for long is stopped by the system. */
const indicesAtOnce = 4096;

export const indexKernels: Kernels<'gather' | 'scatter_add'> = {
  gather: ({ axis }, [x, indices], [y]) => {
    const [outer, extent, inner] = around(x!.shape, axis);
    const count = sizeOf(indices!.shape);
    return single(
      shader({
        inputs: 2,
        size: sizeOf(y!.shape),
        body: `${unravel('i', [outer, count, inner], ['n0', 'n1', 'n2'])}
  int at = int(x1(n1));`,
        // Integers and bools have no NaN.
        result: `at >= 0 && at < ${extent} ? x0((n0 * ${extent} + at) * ${inner} + n2) : ${literal(y!.dtype === 'float32' ? NaN : 0)}`,
      }),
      y!,
    );
  },
  // Every element of the result looks through all indices: fragments cannot write elsewhere than where they stand.
  scatter_add: ({ axis, size }, [indices], [y]) => {
    const [outer, , inner] = around(y!.shape, axis);
    const count = sizeOf(indices!.shape);
    const round = shader({
      inputs: 3,
      size: sizeOf(y!.shape),
      uniforms: ['begin'],
      body: `${unravel('i', [outer, size, inner], ['n0', 'n1', 'n2'])}
  float sum = x2(i);
  for (int n = begin; n < min(begin + ${indicesAtOnce}, ${count}); n++) {
    if (int(x0(n)) == n1) sum += x1((n0 * ${count} + n) * ${inner} + n2);
  }`,
      result: 'sum',
    });
    const zeros = fill(y!, 0);
    return (gpu, [at, updates]) => {
      let [sums] = zeros(gpu, []) as [Texture];
      for (let begin = 0; begin < count; begin += indicesAtOnce) {
        const next = gpu.run(round, y!.dtype, [at!, updates!, sums], [begin]);
        gpu.release(sums);
        sums = next;
      }
      return [sums];
    };
  },
};
