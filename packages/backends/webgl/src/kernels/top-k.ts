import { sizeOf } from '@neurite/contract';
import type { Texture } from '../device/texture.js';
import { functions } from '../glsl/functions.js';
import { shader } from '../glsl/shader.js';
import { fill } from './elementwise.js';
import type { Kernel } from './kernel.js';

/** The k largest of each row: k rounds, each of which finds the best of those after the last one found. */
export const topK: Kernel<'top_k'> = ({ k }, [x]) => {
  const extent = x!.shape.at(-1)!;
  const rows = sizeOf(x!.shape) / Math.max(1, extent);
  const search = shader({
    inputs: 2,
    size: rows * k,
    uniforms: ['round'],
    functions: functions(['beats']),
    body: `int row = i / ${k};
  int column = i % ${k};
  float found = x1(i);
  if (column == round) {
    int last = round == 0 ? -1 : int(x1(i - 1));
    float bound = last < 0 ? 0. : x0(row * ${extent} + last);
    int best = -1;
    float value = 0.;
    for (int n = 0; n < ${extent}; n++) {
      float next = x0(row * ${extent} + n);
      // Taken already: larger than the last one found, or equal and not after it.
      if (last >= 0 && (beats(next, bound) || (!beats(bound, next) && n <= last))) continue;
      if (best < 0 || beats(next, value)) { best = n; value = next; }
    }
    found = float(best);
  }`,
    result: 'found',
  });
  const read = shader({ inputs: 2, size: rows * k, result: `x0((i / ${k}) * ${extent} + int(x1(i)))` });
  const none = fill({ dtype: 'int32', shape: [rows, k] }, 0);
  return (gpu, [values]) => {
    let [places] = none(gpu, []) as [Texture];
    for (let round = 0; round < k; round++) {
      const next = gpu.run(search, 'int32', [values!, places], [round]);
      gpu.release(places);
      places = next;
    }
    return [gpu.run(read, x!.dtype, [values!, places]), places];
  };
};
