import type { StageFunctions } from '@neurite/contract';
import { requireValue } from '../link/objective.js';
import type { Reference } from '../record/record.js';
import { runGraph, type GraphRun } from '../record/run-graph.js';
import { jacobianNorm } from './jacobian.js';
import { recordMirror } from './mirror.js';
import type { RecordedStage } from './recorded-stage.js';
import { nodesTowards } from './stage.js';

/** What a method may do with a stage. */
export const stageFunctions = (recorded: RecordedStage): StageFunctions<Reference> => {
  const { recipe, index, mirror, environment } = recorded;
  const { graph } = recipe;
  const stage = recipe.stages[index]!;
  // Pooling is undone at the places where it found its values: those of the run that made the code.
  const runs = new Map<Reference, GraphRun>();
  const run = (from: number, to: number, x: Reference): Reference => {
    const made = runGraph(graph, environment, new Map([[from, x]]), nodesTowards(graph, to, [from]));
    const value = requireValue(made, to, `stage ${stage.name}`);
    runs.set(value, made);
    return value;
  };
  const encode = (x: Reference): Reference => run(stage.input, stage.code, x);
  const { ending } = mirror;
  const decode = (linearly: boolean) => (code: Reference) =>
    recordMirror(environment.recorder, recipe, mirror, environment, { code, run: runs.get(code) }, linearly);
  return {
    encode,
    // What follows the activation, such as flattening, is run without it.
    encodeLinearly: (x) =>
      ending === undefined ? encode(x) : run(ending.output, stage.code, run(stage.input, ending.input, x)),
    decode: decode(false),
    decodeLinearly: decode(true),
    jacobianNorm: (x) => jacobianNorm(recorded, x),
  };
};
