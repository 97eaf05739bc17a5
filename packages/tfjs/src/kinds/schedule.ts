import type { Observed, OptionTable, ScheduleDefinition } from '@neurite/contract';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';

/** A schedule as a function: the factor of the rate at a step (from 0) of so many; one that watches a number takes its values last. */
export type EagerSchedule<O extends OptionTable> = (
  step: number,
  steps: number,
  ...rest: [...OptionRest<OptionArguments<O>>, observed?: Observed]
) => number;

export const eagerSchedule =
  (definition: ScheduleDefinition) =>
  (step: number, steps: number, given: object = {}, observed?: Observed): number =>
    definition.factor(step, steps, completeOptions(definition, given), observed);
