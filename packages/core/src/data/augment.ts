import { sizeOf, type Augment, type Catalog, type HostArray, type Use } from '@neurite/contract';
import { exampleRandom } from '@neurite/program';
import { arrayLike, gatherRows, type TensorColumn } from './columns.js';

/** What random changes of a batch are keyed by, beside the examples that are in it. */
export interface Draw {
  readonly seed: number;
  readonly epoch: number;
}

/** Random changes of training batches. */
export interface Augmentation {
  /**
   * Changes a batch in place: an array of each field, and the rows that are in it. `from` has the rows that are mixed into them; default
   * the columns that the augmentation was made for.
   */
  change(
    batch: ReadonlyMap<string, HostArray>,
    rows: Int32Array,
    draw: Draw,
    from?: ReadonlyMap<string, TensorColumn>,
  ): void;
  /** The rows that are mixed into those of a batch, where whole examples are mixed. */
  others?(rows: Int32Array, draw: Draw): Int32Array;
}

/** A change of one example; `out` takes the place of `example`, which must not be read any more. */
type Change = (example: Float32Array, out: Float32Array, epoch: number, row: number) => void;

/**
 * Random changes of training batches, as a plan says. Each depends on seed, epoch, field and row alone: not on the batch that the
 * example is in, and not on what came before, so that a run that is resumed goes on to the same bits.
 *
 * Steps of fields come first. What mixes whole examples comes last: the other example is drawn from all rows of the training part, and
 * goes through its own steps before.
 */
export const createAugmentation = (
  plan: readonly Augment[],
  columns: ReadonlyMap<string, TensorColumn>,
  rows: Int32Array,
  catalog: Catalog,
): Augmentation => {
  const definitionOf = (use: Use) => {
    const definition = catalog.get('augmentation', use.name);
    if (definition === undefined)
      throw new Error(`The catalog has no augmentation "${use.name}": the compiler should have said so.`);
    return definition;
  };
  const uses = plan.flatMap(({ steps }) => steps);
  const mixing = uses.find((use) => definitionOf(use).mix !== undefined);

  const changesOf = (seed: number, { field, steps }: Augment): readonly Change[] => {
    const { shape } = columns.get(field)!.type;
    return steps.flatMap((use, index): readonly Change[] => {
      const { change } = definitionOf(use);
      if (change === undefined) return [];
      const options = use.options as never;
      const randomOf = exampleRandom(seed, `augment/${field}/${index}/${use.name}`);
      return [
        (example, out, epoch, row) => change(example, out, { options, shape, random: randomOf(epoch, row) }),
      ];
    });
  };
  const perSeed = remembered((seed: number) =>
    plan.map((augment) => [augment.field, changesOf(seed, augment)] as const),
  );

  const change = (
    batch: ReadonlyMap<string, HostArray>,
    of: ArrayLike<number>,
    { seed, epoch }: Draw,
  ): void => {
    for (const [field, changes] of perSeed(seed)) {
      const array = batch.get(field);
      if (array === undefined || changes.length === 0) continue;
      const size = sizeOf(columns.get(field)!.type.shape);
      let [from, out] = [new Float32Array(size), new Float32Array(size)];
      for (let place = 0; place < of.length; place++) {
        const example = array.subarray(place * size, (place + 1) * size);
        from.set(example);
        for (const each of changes) {
          each(from, out, epoch, of[place]!);
          [from, out] = [out, from];
        }
        example.set(from);
      }
    }
  };
  if (mixing === undefined) return { change };

  const { mix } = definitionOf(mixing);
  const drawn = (of: Int32Array, draw: Draw) => {
    const randomOf = exampleRandom(draw.seed, `augment/${mixing.name}`);
    const others = new Int32Array(of.length);
    const weights = new Float64Array(of.length);
    for (let place = 0; place < of.length; place++) {
      const random = randomOf(draw.epoch, of[place]!);
      others[place] = rows[random.integer(rows.length)]!;
      weights[place] = mix!({ options: mixing.options as never, random });
    }
    return { others, weights };
  };
  const changeAndMix: Augmentation['change'] = (batch, of, draw, from = columns) => {
    change(batch, of, draw);
    const { others, weights } = drawn(of, draw);
    const partners = new Map<string, HostArray>();
    for (const field of batch.keys()) {
      const array = arrayLike(columns.get(field)!, others.length);
      gatherRows(from.get(field)!, others, array);
      partners.set(field, array);
    }
    change(partners, others, draw);
    for (const [field, array] of batch) {
      const [other, size] = [partners.get(field)!, array.length / of.length];
      for (let index = 0; index < array.length; index++) {
        const weight = weights[Math.floor(index / size)]!;
        array[index] = weight * array[index]! + (1 - weight) * other[index]!;
      }
    }
  };
  return { change: changeAndMix, others: (of, draw) => drawn(of, draw).others };
};

/** Remembers the last result: a run has one seed. */
const remembered = <T>(make: (seed: number) => T): ((seed: number) => T) => {
  let last: { readonly seed: number; readonly value: T } | undefined;
  return (seed) => {
    if (last?.seed !== seed) last = { seed, value: make(seed) };
    return last.value;
  };
};
