import { readFileSync } from 'node:fs';
import type { HostArray, MetricDefinition, OptionValue, Nested } from '@neurite/contract';
import { evaluate, record } from '@neurite/program';
import { tensor } from '@neurite/testing';
import * as definitions from './definitions/index.js';

const { source, cases } = JSON.parse(
  readFileSync(new URL('../golden/metrics.json', import.meta.url), 'utf8'),
) as {
  readonly source: string;
  readonly cases: readonly {
    readonly definition: string;
    readonly options: Readonly<Record<string, OptionValue>>;
    readonly prediction: Nested;
    readonly target: Nested;
    readonly classes: boolean;
    readonly weight: readonly number[];
    readonly value: number;
  }[];
};

describe(`metrics like ${source}`, () => {
  cases.forEach(({ definition: name, options: given, classes, value, ...data }, index) => {
    it(`${name} ${JSON.stringify(given)} (case ${index})`, () => {
      const definition = Object.values(definitions).find((each) => each.name === name) as unknown as
        MetricDefinition | undefined;
      const table = Object.entries(definition!.options).map(([option, { default: usual }]) => [
        option,
        usual,
      ]);
      const options = { ...Object.fromEntries(table), ...given } as never;
      const inputs = {
        prediction: tensor(data.prediction, 'float32'),
        target: tensor(data.target, classes ? 'int32' : 'float32'),
        weight: tensor(data.weight, 'float32'),
      };
      const program = record(({ ops, input, output }) => {
        const [prediction, target, weight] = Object.entries(inputs).map(([port, { dtype, shape }]) =>
          input(port, 'batch', { dtype, shape }),
        );
        const context = { ops, options, training: false, random: () => ops.zeros([]), weight: weight! };
        const sums = definition!.accumulate({ prediction, target } as never, context);
        for (const [sum, result] of Object.entries(sums)) output(sum, 'metric', result);
      });
      const results = evaluate(program, Object.values(inputs));
      const sums = program.outputs.map(({ name: sum }, place) => [sum, results[place]!.data] as const);
      const actual = definition!.finish(Object.fromEntries(sums) as Record<string, HostArray>, options);
      expect(Math.abs(actual - value)).toBeLessThan(1e-9);
    });
  });
});
