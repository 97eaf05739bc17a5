import type { Program } from '@neurite/contract';
import { record } from '../record/index.js';
import { donateAll } from './link.js';

/** The scalar that says whether a microbatch is the first of its step: 1 or 0. What was accumulated before it counts no more. */
export const firstScalar = '#first';

/** Σw of the microbatches of a step so far. No path has such a name. */
const weightName = '#weight';

/** What a statistic has come to within a step that is not over. */
const pendingName = (path: string): string => `statistic:${path}`;

const statisticsOf = ({ outputs }: Program): readonly string[] =>
  outputs.filter(({ role }) => role === 'statistic').map(({ name }) => name);

/**
 * Gradients of a microbatch, put to those of the microbatches before it in the same step: ḡ ← ḡ + (g − ḡ) · Σw / Σw̄, where Σw̄ is the
 * weight of all of them. After the last one ḡ is the gradient of one batch that holds them all, penalties included, because each
 * microbatch has them whole. Statistics go from microbatch to microbatch, and wait beside the old ones until the update is accepted.
 */
export const accumulatedGradients = (gradients: Program): Program =>
  record((recorder) => {
    const { ops, input, output, donate } = recorder;
    const isFirst = ops.less(0, input(firstScalar, 'scalar', { dtype: 'float32', shape: [] }));
    const renewed = new Set(statisticsOf(gradients));
    const given = gradients.inputs.map(({ name, role, value }) => {
      const type = gradients.values[value]!;
      const own = input(name, role, type);
      return role === 'statistic' && renewed.has(name)
        ? ops.where(isFirst, own, input(pendingName(name), 'gradient', type))
        : own;
    });
    const results = recorder.inline(gradients, given);
    const at = gradients.outputs.findIndex(({ role, name }) => role === 'metric' && name === 'weight');
    const weight = results[at]!;
    const before = input(weightName, 'gradient', { dtype: 'float32', shape: [] });
    const total = ops.add(ops.where(isFirst, 0, before), weight);
    const share = ops.div(weight, total);
    const kept = [weightName];
    output(weightName, 'gradient', total);
    for (const [index, { name, role, value }] of gradients.outputs.entries()) {
      const result = results[index]!;
      if (role === 'gradient') {
        const mean = input(name, role, gradients.values[value]!);
        const moved = ops.add(mean, ops.mul(ops.sub(result, mean), share));
        output(name, role, ops.where(isFirst, result, moved));
        kept.push(name);
      } else if (role === 'statistic') {
        output(pendingName(name), 'gradient', result);
        kept.push(pendingName(name));
      } else output(name, role, result);
    }
    for (const name of kept) donate('gradient', name);
  });

/** The update that follows the last microbatch of a step; if it is refused, statistics keep their old values too. */
export const accumulatedUpdate = (gradients: Program, update: Program): Program =>
  record((recorder) => {
    const { ops, input, output, donate } = recorder;
    const given = update.inputs.map(({ name, role, value }) => input(name, role, update.values[value]!));
    const results = recorder.inline(update, given);
    for (const [index, { name, role }] of update.outputs.entries()) output(name, role, results[index]!);
    const ok = results[update.outputs.findIndex(({ role, name }) => role === 'finding' && name === 'ok')]!;
    for (const path of statisticsOf(gradients)) {
      const { value } = gradients.outputs.find(({ role, name }) => role === 'statistic' && name === path)!;
      const type = gradients.values[value]!;
      const old = input(path, 'statistic', type);
      output(path, 'statistic', ops.where(ok, input(pendingName(path), 'gradient', type), old));
      donate('statistic', path);
    }
    donateAll(recorder, update);
  });
