import type { OptionTable, ScheduleDefinition } from '@neurite/contract';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';

/** A schedule as a function: the factor of the rate at a step (from 0) of so many. */
export type EagerSchedule<O extends OptionTable> = (
  step: number,
  steps: number,
  ...rest: OptionRest<OptionArguments<O>>
) => number;

export const eagerSchedule =
  (definition: ScheduleDefinition) =>
  (step: number, steps: number, given: object = {}): number =>
    definition.factor(step, steps, completeOptions(definition, given));
