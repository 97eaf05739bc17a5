import { failure, success, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { TrainOptions } from '../train/options.js';

/** How much is done. */
export interface DoctorSettings {
  /** How many examples are to be learned by heart; default 20. */
  readonly examples: number;
  /** The most steps for that; default 500. */
  readonly steps: number;
  /** The range of learning rates that is gone through, in so many steps; default 1e-6 to 10 in 120. */
  readonly rates: RateTest;
}

export interface RateTest {
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

/** What a recipe is examined with. */
export interface DoctorOptions extends Pick<
  TrainOptions,
  'catalog' | 'backend' | 'world' | 'data' | 'signal' | 'clock'
> {
  readonly examples?: number;
  readonly steps?: number;
  readonly rates?: Partial<RateTest>;
}

/** The least number of steps from which a curve over rates can be read. */
export const LEAST_STEPS = 20;

/** Options with their defaults; a diagnostic where they make no sense. */
export const settingsOf = ({ examples = 20, steps = 500, rates }: DoctorOptions): Outcome<DoctorSettings> => {
  const range: RateTest = { from: 1e-6, to: 10, steps: 120, ...rates };
  const isCount = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
  const wrong = (what: string, expected: string, found: number): Outcome<DoctorSettings> =>
    failure(report('doctor-setting', { what, expected, found: String(found) }));
  if (!isCount(examples, 1)) return wrong('examples', 'a whole number of at least 1', examples);
  if (!isCount(steps, 1)) return wrong('steps', 'a whole number of at least 1', steps);
  if (!isCount(range.steps, LEAST_STEPS))
    return wrong('rates.steps', `a whole number of at least ${LEAST_STEPS}`, range.steps);
  if (!(range.from > 0 && Number.isFinite(range.from)))
    return wrong('rates.from', 'a number above 0', range.from);
  if (!(range.to > range.from && Number.isFinite(range.to)))
    return wrong('rates.to', `a number above rates.from, ${range.from}`, range.to);
  return success({ examples, steps, rates: range });
};
