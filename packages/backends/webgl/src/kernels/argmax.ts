import { sizeOf } from '@neurite/contract';
import { unravel } from '../glsl/coordinates.js';
import { functions } from '../glsl/functions.js';
import { shader } from '../glsl/shader.js';
import { around } from './around.js';
import { single, type Kernel, type Launch } from './kernel.js';
import { atOnce, share } from './rounds.js';

/** The place of the first maximum among [outer, extent, inner], by rounds: parts give candidates, which are compared again. */
const firstMaximum = (outer: number, extent: number, inner: number): Launch => {
  const round = (count: number, withCandidates: boolean): { launch: Launch; parts: number } => {
    const length = count <= atOnce ? count : share;
    const parts = Math.ceil(count / length);
    const shape = [outer, parts, inner];
    const candidate = withCandidates ? `int(x1((n0 * ${count} + n) * ${inner} + n2))` : 'n';
    const code = shader({
      inputs: withCandidates ? 2 : 1,
      size: sizeOf(shape),
      functions: functions(['beats']),
      body: `${unravel('i', shape, ['n0', 'n1', 'n2'])}
  int best = -1;
  float value = 0.;
  for (int n = n1 * ${length}; n < min((n1 + 1) * ${length}, ${count}); n++) {
    int place = ${candidate};
    float next = x0((n0 * ${extent} + place) * ${inner} + n2);
    if (best < 0 || beats(next, value)) { best = place; value = next; }
  }`,
      result: 'float(best)',
    });
    return { launch: single(code, { dtype: 'int32', shape }), parts };
  };
  const rounds: Launch[] = [];
  for (let count = extent; rounds.length === 0 || count > 1;) {
    const { launch, parts } = round(count, rounds.length > 0);
    rounds.push(launch);
    count = parts;
  }
  return (gpu, [x]) =>
    rounds.reduce<ReturnType<Launch>>((candidates, launch) => {
      const next = launch(gpu, [x!, ...candidates]);
      candidates.forEach(gpu.release);
      return next;
    }, []);
};

export const argmax: Kernel<'argmax'> = ({ axis }, [x]) => firstMaximum(...around(x!.shape, axis));
