import { success, type Outcome } from '@neurite/contract';
import { checkUp, readTensors, updateRatios } from '../health/check-up.js';
import { judge } from '../health/judge.js';
import { weightsOf } from '../health/subjects.js';
import { tellOf } from '../health/told.js';
import type { Finding } from '../train/events.js';
import type { Check } from './check.js';
import { stridesOf } from './strides.js';
import { onFreshWeights, walk, type Ward } from './ward.js';
import { percent, short } from './words.js';

/** The first finding as a warning, or that all is well. */
const judged = (
  found: readonly Omit<Finding, 'step'>[],
  well: string,
): Pick<Check, 'verdict' | 'measured' | 'advice' | 'diagnostics'> => {
  const diagnostics = found.map(({ diagnostic }) => diagnostic);
  const help = diagnostics.flatMap((diagnostic) => diagnostic.help ?? []);
  return {
    verdict: diagnostics.length > 0 ? 'warning' : 'ok',
    measured: diagnostics.length > 0 ? diagnostics.map(({ message }) => message).join(' ') : well,
    ...(help.length === 0 ? {} : { advice: help.join(' ') }),
    diagnostics,
  };
};

/** Dead and saturated units, and gradients that vanish or explode, with the first weights. */
export const checkCondition = async (ward: Ward): Promise<readonly Check[]> => {
  const { recipe, data, session } = ward;
  const trial = { key: 'condition', recipe, part: data.parts.train };
  const found = await onFreshWeights(ward, trial, (_, store) =>
    checkUp({ key: 'doctor', recipe, data, store }, session),
  );
  if (found === undefined) {
    const nothing = { verdict: 'skipped', numbers: {}, diagnostics: [] } as const;
    const measured = 'the backend cannot look inside this network';
    return [
      { name: 'units', ...nothing, measured },
      { name: 'gradients', ...nothing, measured },
    ];
  }
  const sights = judge(recipe, found, new Map());
  const tell = (...rules: readonly string[]) =>
    tellOf(
      recipe,
      sights.filter(({ rule }) => rules.includes(rule)),
      new Set(),
    );
  const { activations, gradients, norm, examples } = found;
  const layers = activations.map(({ subject, units, dead, flat: saturated }) => ({
    path: subject.node.path,
    ...{ units, dead, saturated },
  }));
  const dead = layers.reduce((sum, layer) => sum + layer.dead, 0);
  const units = layers.reduce((sum, layer) => sum + layer.units, 0);
  const flat = activations.flatMap(({ subject, flat: own }) => (subject.range === undefined ? [] : [own]));
  const saturation =
    flat.length === 0 ? '' : `; at most ${percent(Math.max(...flat))} of what a layer gave is saturated`;
  const sizes = [...gradients].sort(([, a], [, b]) => a - b);
  const [least, most] = [sizes[0], sizes.at(-1)];
  const spread =
    least === undefined || most === undefined
      ? ''
      : `; root mean squares from ${short(least[1])} (${least[0]}) to ${short(most[1])} (${most[0]})`;
  return [
    layers.length === 0
      ? {
          name: 'units',
          verdict: 'skipped',
          measured: 'no hidden activation can die or saturate',
          numbers: {},
          diagnostics: [],
        }
      : {
          name: 'units',
          ...judged(
            tell('dead_units', 'saturated_units'),
            `${dead} of ${units} gave 0 for all of ${examples} examples${saturation}`,
          ),
          numbers: { examples, layers },
        },
    {
      name: 'gradients',
      ...judged(tell('vanishing_gradients', 'exploding_gradients'), `norm ${short(norm)}${spread}`),
      numbers: { norm, parameters: Object.fromEntries(gradients) },
    },
  ];
};

// The first steps of an optimizer that measures gradients are larger than those that follow.
const STEPS = 10;
// Karpathy's rule of thumb is 1e-3; a hundredth of it leaves weights where they are.
const STILL = 1e-5;

/** How far one step moves the weights, after a few others at the recipe's rate. */
export const checkUpdates = async (ward: Ward): Promise<Outcome<Check>> => {
  const { recipe, data, session } = ward;
  const part = data.parts.train;
  const paths = weightsOf(recipe);
  const name = 'update size';
  if (paths.length === 0)
    return success({
      ...{ name, verdict: 'skipped', numbers: {}, diagnostics: [] },
      measured: 'no weights with a scale of their own are trained',
    });
  const trial = { key: 'updates', recipe, part, accumulates: true };
  const ratios: Outcome<ReadonlyMap<string, number> | undefined> = await onFreshWeights(
    ward,
    trial,
    async (trainer, store) => {
      const strides = [...stridesOf(ward, STEPS, () => recipe.rate)];
      const before = await walk(trainer, part, strides.slice(0, -1), ward);
      if (!before.ok) return before;
      const old = await readTensors(paths, store, session);
      const last = await walk(trainer, part, strides.slice(-1), ward);
      if (!last.ok) return last;
      const isWhole = [...before.value, ...last.value].every(({ ok }) => ok);
      return success(isWhole ? updateRatios(old, await readTensors(paths, store, session)) : undefined);
    },
  );
  if (!ratios.ok) return ratios;
  if (ratios.value === undefined)
    return success({
      ...{ name, verdict: 'failed', numbers: { rate: recipe.rate }, diagnostics: [] },
      measured: `among ${STEPS} steps at the rate ${short(recipe.rate)} are some whose gradients are not finite`,
      advice: 'Too high: training explodes at once. See what "rate range" suggests.',
    });
  const sorted = [...ratios.value.values()].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const nothing = { examples: 0, activations: [], gradients: new Map(), norm: 0 };
  const found = tellOf(recipe, judge(recipe, nothing, ratios.value), new Set());
  const well = `a step at the rate ${short(recipe.rate)} moves weights by ${percent(median)} of their size (median); about 0.1 % is usual`;
  const numbers = { rate: recipe.rate, median, parameters: Object.fromEntries(ratios.value) };
  if (found.length === 0 && median < STILL)
    return success({
      ...{ name, verdict: 'warning', measured: well, numbers, diagnostics: [] },
      advice: 'Too low: the weights stay where they are. Try a rate ten or a hundred times larger.',
    });
  return success({ name, ...judged(found, well), numbers });
};
