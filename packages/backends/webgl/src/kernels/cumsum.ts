import { sizeOf } from '@neurite/contract';
import { unravel } from '../glsl/coordinates.js';
import { shader, type Shader } from '../glsl/shader.js';
import { around } from './around.js';
import type { Kernel } from './kernel.js';

/** Running sums by doubling: in round r every element adds the one 2ʳ places before it. */
export const cumsum: Kernel<'cumsum'> = ({ axis, reverse, exclusive }, [x]) => {
  const type = x!;
  const [outer, extent, inner] = around(type.shape, axis);
  const shifted = (own: string): Shader =>
    shader({
      inputs: 1,
      size: sizeOf(type.shape),
      uniforms: ['shift'],
      body: `${unravel('i', [outer, extent, inner], ['n0', 'n1', 'n2'])}
  int before = n1 ${reverse ? '+' : '-'} shift;
  bool inside = before >= 0 && before < ${extent};`,
      result: `${own}(inside ? x0((n0 * ${extent} + before) * ${inner} + n2) : 0.)`,
    });
  const doubling = shifted('x0(i) + ');
  const moved = shifted('');
  return (gpu, [values]) => {
    let sums = exclusive ? gpu.run(moved, type.dtype, [values!], [1]) : gpu.retain(values!);
    for (let shift = 1; shift < extent; shift *= 2) {
      const next = gpu.run(doubling, type.dtype, [sums], [shift]);
      gpu.release(sums);
      sums = next;
    }
    return [sums];
  };
};
