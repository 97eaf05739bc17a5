import type { Program } from '@neurite/contract';
import { record, type Reference } from '../record/index.js';
import { donateAll } from './link.js';

/** The slot with the average of a parameter or a statistic. */
export const averageName = (path: string): string => `${path}/average`;

/** The scalar that says how much of the averages stays at a step: 1 keeps them as they are, 0 begins them anew. */
export const averageScalar = 'average';

/**
 * A step that also averages what it renews: ā ← δ·ā + (1 − δ)·w for parameters and statistics. A step that is refused leaves
 * averages as they are. Nothing else of the step changes, not in a bit.
 */
export const withAverages = (step: Program): Program =>
  record((recorder) => {
    const { ops, input, output } = recorder;
    const inputs = step.inputs.map(({ name, role, value }) => input(name, role, step.values[value]!));
    const results = recorder.inline(step, inputs);
    const ok = results[step.outputs.findIndex(({ role, name }) => role === 'finding' && name === 'ok')]!;
    const stays = input(averageScalar, 'scalar', { dtype: 'float32', shape: [] });
    const averages: (readonly [name: string, average: Reference])[] = [];
    for (const [index, { name, role, value }] of step.outputs.entries()) {
      output(name, role, results[index]!);
      const type = step.values[value]!;
      if ((role !== 'parameter' && role !== 'statistic') || type.dtype !== 'float32') continue;
      const old = input(averageName(name), 'slot', type);
      const moved = ops.add(ops.mul(old, stays), ops.mul(results[index]!, ops.sub(1, stays)));
      averages.push([averageName(name), ops.where(ok, moved, old)]);
    }
    for (const [name, average] of averages) {
      output(name, 'slot', average);
      recorder.donate('slot', name);
    }
    donateAll(recorder, step);
  });
