import type { Diagnostic, Outcome, Point, Recipe } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { ownOf, type Side } from './cube.js';
import type { TrialRecord } from './events.js';

// The best of a search lies in a twentieth of a range at each end by chance, too: it is a hint, and cheap to follow.
const EDGE = 0.05;

/** Settings whose best value lies at the edge of its range, with the wider range where the recipe takes it. */
export const edgeFindings = (
  sides: readonly Side[],
  best: TrialRecord,
  trial: (point: Point) => Outcome<Recipe>,
): readonly Diagnostic[] =>
  sides.flatMap((side) => {
    const { setting, definition, space, axes } = side;
    const at = ownOf(side, best.at)[0];
    if (definition.wider === undefined || axes.length !== 1 || axes[0]!.kind !== 'range' || at === undefined)
      return [];
    const end = at <= EDGE ? 'low' : at >= 1 - EDGE ? 'high' : undefined;
    const options = end && definition.wider(end, space);
    if (options === undefined) return [];
    const furthest = definition.sample([end === 'low' ? 0 : 1], { ...space, options });
    const isTaken = trial({ ...best.point, [setting.target]: furthest }).ok;
    const wider = `${definition.name}(${Object.values(options).join(', ')})`;
    const { span } = setting.distribution;
    return [
      report(
        'search-edge',
        {
          target: setting.target,
          value: best.point[setting.target]!,
          text: setting.text,
          wider: isTaken ? wider : undefined,
        },
        {
          ...(span === undefined ? {} : { span }),
          ...(span === undefined || !isTaken
            ? {}
            : { fixes: [{ title: `Search ${wider}`, edits: [{ span, text: wider }] }] }),
        },
      ),
    ];
  });
