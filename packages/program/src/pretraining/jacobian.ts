import { sizeOf, type Program } from '@neurite/contract';
import { dropUnusedInputs, isCounter, sweep } from '../build/sweep.js';
import { traceProgram } from '../differentiate/trace.js';
import { families } from '../primitives.js';
import { record, type Reference } from '../record/record.js';
import { stageTypes } from './mirror.js';
import type { RecordedStage } from './recorded-stage.js';
import { nodesTowards, pathsOf } from './stage.js';
import { declareSome, isLinear, runSilently, transposeOf } from './transpose.js';

const elementwise: ReadonlySet<string> = new Set([...families.unary, ...families.binary, 'reshape']);

/** Whether each element of the results depends on the same element of the first input alone, counted in row-major order. */
const isElementwise = ({ ops, values, inputs }: Program): boolean => {
  const dependent = new Set([inputs[0]!.value]);
  const size = (value: number): number => sizeOf(values[value]!.shape);
  return ops.every((op) => {
    const own = op.inputs.filter((value) => dependent.has(value));
    if (own.length === 0) return true;
    for (const output of op.outputs) dependent.add(output);
    const keepsSize = own.every((value) => op.outputs.every((output) => size(output) === size(value)));
    if (op.primitive === 'composite')
      return op.inputs.length === 1 && keepsSize && isElementwise(op.attributes.body);
    return elementwise.has(op.primitive) && keepsSize;
  });
};

/**
 * `‖∂ encode(x) / ∂x‖²` of each example, in evaluation mode. What comes of it is differentiated once more, so it is made of primitives.
 *
 * Mostly a stage is affine up to an elementwise activation. Then row j of the Jacobian is φ′(aⱼ) times row j of a matrix that does not
 * depend on x, and all rows come back at once, as a batch of unit vectors. Otherwise every example is there once for each element of
 * the code.
 */
export const jacobianNorm = (stage: RecordedStage, x: Reference): Reference =>
  factorised(stage, x) ?? general(stage, x);

/** A part of the stage as a program in evaluation mode: its input `x` of `batch` examples, then parameters and statistics by path. */
const part = (
  { recipe, catalog, bindings }: RecordedStage,
  from: number,
  to: number,
  shape: readonly number[],
): Program => {
  const { graph } = recipe;
  const nodes = nodesTowards(graph, to, [from]);
  const bound = { ...bindings, batch: shape[0]! };
  const program = record((recorder) => {
    const input = recorder.input('x', 'batch', { dtype: 'float32', shape });
    const tensors = declareSome(recorder, graph, bound, pathsOf(graph, nodes));
    const run = runSilently(recorder, graph, catalog, bound, tensors, new Map([[from, input]]), nodes);
    recorder.output('y', 'output', run[to]!);
  });
  return dropUnusedInputs(sweep(program), isCounter);
};

/** Runs a program of `part`, and pulls a gradient of its result back to its input. */
const through = ({ environment }: RecordedStage, program: Program, x: Reference) => {
  const { recorder, tensors } = environment;
  // Evaluation rarely draws; where it does, always the same.
  const counter = recorder.ops.constant([0, 0, 0, 0], [4], 'int32');
  const inputs = program.inputs.map(({ name, role }) =>
    role === 'batch' ? x : role === 'counter' ? counter : tensors.get(name)!,
  );
  const varied = program.inputs.map(({ role }) => role === 'batch');
  const trace = traceProgram(recorder, program, inputs, varied, [true]);
  return { y: trace.outputs[0]!, pull: (gradient: Reference): Reference => trace.pull([gradient])[0]! };
};

/** Sums over all axes but the first. */
const overElements = ({ environment }: RecordedStage, x: Reference): Reference => {
  const { ops } = environment.recorder;
  return ops.sum(ops.reshape(x, [ops.shape(x)[0]!, -1]), 1);
};

/** Unit vectors, one for each element of a code: `[elements, ...code]`. */
const unitVectors = ({ environment }: RecordedStage, code: readonly number[]): Reference => {
  const { ops } = environment.recorder;
  const elements = sizeOf(code);
  return ops.reshape(ops.oneHot(ops.iota([elements], 0, 'int32'), elements), [elements, ...code]);
};

const factorised = (stage: RecordedStage, x: Reference): Reference | undefined => {
  const { recipe, index, catalog, mirror, bindings, environment } = stage;
  const { ops } = environment.recorder;
  const { input, code } = recipe.stages[index]!;
  const before = mirror.ending?.input ?? code;
  const shape = stageTypes(recipe, before, catalog, bindings)(before).shape;
  const elements = sizeOf(shape.slice(1));
  const ofUnits = { ...bindings, batch: elements };
  const matrix = transposeOf(
    { input, output: before },
    recipe.graph,
    catalog,
    ofUnits,
    stageTypes(recipe, before, catalog, ofUnits),
  );
  const ending = part(stage, before, code, shape);
  if (matrix === undefined || !isLinear(matrix) || !isElementwise(ending)) return undefined;
  const units = unitVectors(stage, shape.slice(1));
  const rows = environment.recorder.inline(
    matrix,
    matrix.inputs.map(({ name, role }) => (role === 'gradient' ? units : environment.tensors.get(name)!)),
  )[0]!;
  const lengths = overElements(stage, ops.square(rows));
  const affine = through(stage, part(stage, input, before, ops.shape(x)), x).y;
  const ended = through(stage, ending, affine);
  const slopes = ended.pull(ops.ones(ops.shape(ended.y)));
  return ops.sum(ops.mul(ops.reshape(ops.square(slopes), [shape[0]!, elements]), lengths), 1);
};

const general = (stage: RecordedStage, x: Reference): Reference => {
  const { recipe, index, catalog, bindings, environment } = stage;
  const { ops } = environment.recorder;
  const { input, code } = recipe.stages[index]!;
  const [batch, ...inner] = ops.shape(x);
  const shape = stageTypes(recipe, code, catalog, bindings)(code).shape.slice(1);
  const elements = sizeOf(shape);
  const all = [elements * batch!, ...inner];
  const copies = ops.reshape(ops.broadcastTo(x, [elements, batch!, ...inner]), all);
  const units = ops.reshape(unitVectors(stage, shape), [elements, 1, ...shape]);
  const gradients = ops.reshape(ops.broadcastTo(units, [elements, batch!, ...shape]), [
    elements * batch!,
    ...shape,
  ]);
  const rows = through(stage, part(stage, input, code, all), copies).pull(gradients);
  return ops.sum(ops.reshape(overElements(stage, ops.square(rows)), [elements, batch!]), 0);
};
