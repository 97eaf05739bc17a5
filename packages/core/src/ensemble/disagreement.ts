import {
  failure,
  hostArray,
  sizeOf,
  success,
  type Backend,
  type Catalog,
  type EnsemblePlan,
  type HostArray,
  type HostTensor,
  type Outcome,
} from '@neurite/contract';
import { createArtifact } from '../artifact/artifact.js';
import { openPredictor, type Prediction } from '../artifact/predictor.js';
import { arrayLike, gatherRows } from '../data/columns.js';
import type { Part } from '../data/dataset.js';
import { eachWindow } from '../data/windows.js';
import type { Trained } from '../train/trained.js';

/** How far the members are apart, by output: of classes the part of the examples on which two decide otherwise, of numbers a deviation. */
export type Disagreement = Readonly<Record<string, number>>;

/** The outputs of a member for the examples of a part. */
const predictionOf = async (
  plan: EnsemblePlan,
  trained: Trained,
  part: Part,
  { catalog, backend }: { readonly catalog: Catalog; readonly backend: Backend },
): Promise<Outcome<Prediction>> => {
  const artifact = createArtifact(plan.recipe.model, catalog, trained);
  const predictor = await openPredictor(artifact, backend, { seed: plan.seed });
  if (!predictor.ok) return predictor;
  try {
    const { inputs, predict } = predictor.value;
    const pieces: Outcome<Prediction>[] = [];
    const seen = await eachWindow(part, async ({ columns, rows }) => {
      const arrays = inputs.map(({ name }): readonly [string, HostArray] => {
        const column = columns.get(name)!;
        const all = arrayLike(column, rows.length);
        gatherRows(column, rows, all);
        return [name, all];
      });
      const count = arrays.length === 0 ? { count: rows.length } : {};
      pieces.push(await predict(Object.fromEntries(arrays), { ...count, draw: 0 }));
    });
    if (!seen.ok) return seen;
    const failed = pieces.find((piece) => !piece.ok);
    return failed ?? success(joined(pieces.flatMap((piece) => (piece.ok ? [piece.value] : []))));
  } finally {
    predictor.value.close();
  }
};

/** Predictions for some examples after the other, as one. */
const joined = (pieces: readonly Prediction[]): Prediction => {
  const [first, ...others] = pieces as readonly [Prediction, ...Prediction[]];
  if (others.length === 0) return first;
  return Object.fromEntries(
    Object.entries(first).map(
      ([
        name,
        {
          dtype,
          shape: [, ...shape],
        },
      ]) => {
        const own = pieces.map((piece) => piece[name]!);
        const count = own.reduce((sum, { shape: [length] }) => sum + length!, 0);
        const data = hostArray(dtype, count * sizeOf(shape));
        let place = 0;
        for (const { data: values } of own) {
          data.set(values, place);
          place += values.length;
        }
        return [name, { dtype, shape: [count, ...shape], data }];
      },
    ),
  );
};

/** Measures how far the members are apart on a part of the data. */
export const disagreementOf = async (
  plan: EnsemblePlan,
  members: readonly Trained[],
  part: Part,
  options: { readonly catalog: Catalog; readonly backend: Backend },
): Promise<Outcome<Disagreement>> => {
  const predictions: Prediction[] = [];
  for (const trained of members) {
    const prediction = await predictionOf(plan, trained, part, options);
    if (!prediction.ok) return failure(...prediction.diagnostics);
    predictions.push(prediction.value);
  }
  const { graph } = plan.recipe;
  return success(
    Object.fromEntries(
      graph.outputs.map(({ name, value }) => {
        const reading = plan.readings.find((read) => read.value === value)?.reading;
        const said = predictions.map((prediction) => prediction[name]!);
        if (reading === undefined || reading.reads === 'values') return [name, meanDeviation(said)];
        const half = reading.reads === 'logits' ? 0 : 0.5;
        return [name, differing(said.map((own) => decisions(own, reading.classes, half)))];
      }),
    ),
  );
};

/** What is decided at each place: the likeliest class, or yes and no. */
export const decisions = ({ shape, data }: HostTensor, classes: boolean, half: number): readonly number[] => {
  const size = classes ? shape.at(-1)! : 1;
  return Array.from({ length: sizeOf(shape) / size }, (_, index) => {
    if (!classes) return data[index]! > half ? 1 : 0;
    const own = data.subarray(index * size, (index + 1) * size);
    return own.indexOf(Math.max(...own));
  });
};

/** The part of the places on which two members differ, over all pairs of them. */
export const differing = (members: readonly (readonly number[])[]): number => {
  let pairs = 0;
  let different = 0;
  for (const [index, one] of members.entries())
    for (const other of members.slice(index + 1)) {
      pairs += one.length;
      different += one.filter((decision, place) => decision !== other[place]).length;
    }
  return pairs === 0 ? 0 : different / pairs;
};

/** The standard deviation over the members, on average over all places. */
export const meanDeviation = (members: readonly HostTensor[]): number => {
  const length = members[0]!.data.length;
  let sum = 0;
  for (let place = 0; place < length; place++) {
    const own = members.map(({ data }) => data[place]!);
    const mean = own.reduce((total, value) => total + value, 0) / own.length;
    sum += Math.sqrt(own.reduce((total, value) => total + (value - mean) ** 2, 0) / own.length);
  }
  return sum / length;
};
