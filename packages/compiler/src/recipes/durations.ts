import type { Duration } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import type { Frame } from '../values/scope.js';
import type { Learner } from './learning.js';
import { type Monitors, keepRule, stopRule } from './monitors.js';
import { hasSetting, settingValue } from './settings.js';
import { wholeSetting } from './simple.js';

/** How long a recipe, or a phase of a sequence, trains; undefined where it does not say. */
export const timeOf = (
  session: Session,
  { what, span, settings }: Learner,
  frame: Frame,
): Pick<Duration, 'epochs' | 'steps'> | undefined => {
  const steps = wholeSetting(session, settings, 'steps', frame, { minimum: 1, unit: 'steps' }, undefined);
  // With a number of steps and none of epochs, the steps alone end the run.
  const epochs = wholeSetting(
    session,
    settings,
    'epochs',
    frame,
    { minimum: 1, unit: 'epochs' },
    steps === undefined ? undefined : Number.MAX_SAFE_INTEGER,
  );
  if (epochs !== undefined) return { epochs, ...(steps === undefined ? {} : { steps }) };
  if (!hasSetting(settings, 'epochs') && !hasSetting(settings, 'steps'))
    session.diagnostics.push(
      report('missing-setting', { name: 'epochs', of: what, example: 'epochs: 10' }, { span }),
    );
  return undefined;
};

/** When a recipe, or a phase of a sequence, stops early, and which weights it keeps. */
export const rulesOf = (
  session: Session,
  { settings }: Learner,
  monitors: Monitors,
  frame: Frame,
): Pick<Duration, 'stop' | 'keep'> => {
  const stop = stopRule(session, settingValue(settings, 'stop'), monitors, frame);
  const keep = keepRule(session, settingValue(settings, 'keep'), monitors);
  return { ...(stop === undefined ? {} : { stop }), ...(keep === undefined ? {} : { keep }) };
};
