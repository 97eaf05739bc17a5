import { sizeOf, type DefinitionOf, type HostArray, type HostTensor } from '@neurite/contract';
import { flat, tensor, compare } from '../tensors/index.js';
import { onDevice, onReference, require, type Check } from './check.js';
import { documentationChecks } from './documentation.js';
import { recorded, runOnDevice, runOnReference, type Results } from './runs.js';
import { optionsOf } from './example.js';
import { metricSubject } from './plain-subject.js';
import type { Subject } from './subject.js';

const arrays = (results: Results): Readonly<Record<string, HostArray>> =>
  Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, data]));

/** Some examples of a batch, in every input. */
const part = (subject: Subject, from: number, to: number): Subject => ({
  ...subject,
  tensors: Object.fromEntries(
    Object.entries(subject.tensors).map(([name, { dtype, shape, data }]): readonly [string, HostTensor] => {
      const size = sizeOf(shape.slice(1));
      return [
        name,
        { dtype, shape: [to - from, ...shape.slice(1)], data: data.slice(from * size, to * size) },
      ];
    }),
  ),
});

const added = (a: Results, b: Results): Results =>
  Object.fromEntries(
    Object.entries(a).map(([name, { dtype, shape, data }]) => [
      name,
      flat(
        shape,
        Array.from(data, (value, index) => value + b[name]!.data[index]!),
        dtype,
      ),
    ]),
  );

export const metricChecks = (definition: DefinitionOf['metric']): readonly Check[] => {
  const subjects = (definition.examples ?? []).map((example) => metricSubject(definition, example));
  const finish = (subject: Subject, results: Results): number =>
    definition.finish(arrays(results), optionsOf(definition.options, subject.example.options) as never);
  const requireExpected = (subject: Subject, results: Results): void => {
    const value = finish(subject, results);
    require(!Number.isFinite(value) && `${subject.example.code} comes to ${value}.`);
    const isFraction = definition.unit !== 'fraction' || (value >= -1 && value <= 1 + 1e-6);
    require(!isFraction && `${subject.example.code} comes to ${value}, which is no fraction.`);
    const all: Results = { ...results, value: tensor(value) };
    for (const [name, expected] of Object.entries(subject.example.expect ?? {})) {
      require(all[name] === undefined && `There is no sum "${name}".`);
      const tolerance = { absolute: subject.example.tolerance ?? 1e-5, relative: 1e-5 };
      const problem = compare(all[name]!, tensor(expected, all[name]!.dtype), tolerance);
      require(problem && `${subject.example.code}: ${name} ${problem}.`);
    }
  };
  return [
    ...documentationChecks(definition, true),
    onReference('examples', () =>
      subjects.forEach((subject) => requireExpected(subject, runOnReference(recorded(subject, false)))),
    ),
    onDevice('examples', async (device) => {
      for (const subject of subjects)
        requireExpected(subject, await runOnDevice(device, recorded(subject, false)));
    }),
    onReference('sums add up over batches', () => {
      for (const subject of subjects) {
        const count = subject.tensors['input weight']!.shape[0]!;
        const half = Math.floor(count / 2);
        const [first, second] = [part(subject, 0, half), part(subject, half, count)].map((each) =>
          runOnReference(recorded(each, false)),
        );
        for (const [name, whole] of Object.entries(runOnReference(recorded(subject, false)))) {
          const problem = compare(added(first!, second!)[name]!, whole);
          require(problem && `${subject.example.code}: ${name} of two batches together ${problem}.`);
        }
      }
    }),
    onReference('examples of weight 0 do not count', () => {
      for (const subject of subjects) {
        const before = finish(subject, runOnReference(recorded(subject, false)));
        const count = subject.tensors['input weight']!.shape[0]!;
        const doubled = Object.entries(subject.tensors).map(([name, { dtype, shape, data }]) => {
          const copy = name === 'input weight' ? new Float64Array(count) : data;
          return [name, flat([2 * count, ...shape.slice(1)], [...data, ...copy], dtype)] as const;
        });
        const after = finish(
          subject,
          runOnReference(recorded({ ...subject, tensors: Object.fromEntries(doubled) }, false)),
        );
        require(
          Math.abs(after - before) > 1e-9 &&
            `${subject.example.code}: ${before} becomes ${after} with padding.`,
        );
      }
    }),
  ];
};
