import { readFileSync } from 'node:fs';
import {
  sizeOf,
  slotShapeOf,
  type OptimizerDefinition,
  type OptionValue,
  type ScheduleDefinition,
  type Shape,
} from '@neurite/contract';
import { evaluate, record } from '@neurite/program';
import { flat } from '@neurite/testing';
import * as definitions from './definitions/index.js';

type Options = Readonly<Record<string, OptionValue>>;

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')) as T;

const find = <T>(kind: string, name: string): T => {
  const found = Object.values(definitions).find((each) => each.kind === kind && each.name === name);
  if (found === undefined) throw new Error(`There is no ${kind} "${name}".`);
  return found as unknown as T;
};

const complete = (table: object, given: Options): Options => ({
  ...Object.fromEntries(
    Object.entries(table).map(([name, option]) => [name, (option as { default: OptionValue }).default]),
  ),
  ...given,
});

const trajectories = read<{
  readonly source: string;
  readonly problem: { readonly scale: number[]; readonly centre: number[]; readonly start: number[] };
  readonly cases: readonly {
    readonly definition: string;
    readonly shape: Shape;
    readonly options: Options & { readonly rate: number };
    readonly path: readonly { readonly step: number; readonly w: number[] }[];
  }[];
}>('optimizers');

describe(`a hundred steps like ${trajectories.source}`, () => {
  const { scale, centre, start } = trajectories.problem;
  const slope = (w: readonly number[]) => w.map((x, i) => 2 * scale[i]! * (x - centre[i]!) + Math.cos(x));

  for (const { definition: name, shape, options: given, path } of trajectories.cases) {
    it(`${name} ${JSON.stringify(given)} on [${shape.join(', ')}]`, () => {
      const definition = find<OptimizerDefinition>('optimizer', name);
      const options = complete(definition.options, given) as never;
      const slotShapes = definition.slots.map((slot) => slotShapeOf(definition, slot, shape, options));
      const shapes = [shape, shape, ...slotShapes, ...definition.scalarNames.map(() => [])];
      const program = record(({ ops, input, output }) => {
        const float = (each: Shape) => ({ dtype: 'float32', shape: each }) as const;
        const parameter = input('parameter', 'parameter', float(shape));
        const gradient = input('gradient', 'gradient', float(shape));
        const slots = Object.fromEntries(
          definition.slots.map((slot, index) => [slot, input(slot, 'slot', float(slotShapes[index]!))]),
        );
        const scalars = Object.fromEntries(
          definition.scalarNames.map((each) => [each, input(each, 'scalar', float([]))]),
        );
        const next = definition.update({ parameter, gradient, slots, scalars }, { ops, options });
        output('parameter', 'parameter', next.parameter);
        for (const each of definition.slots) output(each, 'slot', next.slots[each]!);
      });
      let state: readonly (readonly number[])[] = [
        start,
        ...slotShapes.map((each) => new Array<number>(sizeOf(each)).fill(0)),
      ];
      for (let step = 1; step <= 100; step++) {
        const scalars = definition.scalars(step, given.rate, options);
        const [parameter, ...slots] = state;
        const values = [
          parameter!,
          slope(parameter!),
          ...slots,
          ...definition.scalarNames.map((each) => [scalars[each]!]),
        ];
        state = evaluate(
          program,
          values.map((value, index) => flat(shapes[index]!, value)),
        ).map(({ data }) => [...data]);
        const expected = path.find((point) => point.step === step);
        expected?.w.forEach((value, i) => expect(Math.abs(state[0]![i]! - value)).toBeLessThan(1e-7));
      }
    });
  }
});

const schedules = read<{
  readonly source: string;
  readonly cases: readonly {
    readonly definition: string;
    readonly options: Options;
    /** As many as there are factors unless said. */
    readonly steps?: number;
    readonly factors: number[];
  }[];
  readonly plateaus: readonly {
    readonly options: Options;
    readonly better: 'higher' | 'lower';
    readonly values: readonly number[];
    readonly factors: readonly number[];
  }[];
}>('schedules');

describe(`schedules like ${schedules.source}`, () => {
  for (const { definition: name, options: given, factors, steps = factors.length } of schedules.cases) {
    it(`${name} ${JSON.stringify(given)}`, () => {
      const definition = find<ScheduleDefinition>('schedule', name);
      const options = complete(definition.options, given) as never;
      factors.forEach((factor, step) =>
        expect(definition.factor(step, steps, options)).toBeCloseTo(factor, 8),
      );
    });
  }

  for (const { options: given, better, values, factors } of schedules.plateaus) {
    it(`reduce_on_plateau ${JSON.stringify(given)} where ${better} is better`, () => {
      const definition = definitions.reduceOnPlateau;
      const options = complete(definition.options, { monitor: 'validation.loss', ...given }) as never;
      factors.forEach((factor, epoch) =>
        expect(definition.factor(0, 1, options, { better, values: values.slice(0, epoch + 1) })).toBeCloseTo(
          factor,
          10,
        ),
      );
    });
  }
});
