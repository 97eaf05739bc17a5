import { sizeOf, type DefinitionOf, type HostTensor } from '@neurite/contract';
import { hostRandom, streamOf } from '@neurite/program';
import { compare } from '../tensors/index.js';
import { onDevice, onReference, require, type Check } from './check.js';
import { optionsOf } from './example.js';
import { recorded, runOnDevice, runOnReference, type Case } from './runs.js';
import type { Subject } from './subject.js';

const shape = [40, 100];
const size = sizeOf(shape);

/** The largest distance between the distributions of two samples (Smirnov 1939). */
const distance = (one: ArrayLike<number>, other: ArrayLike<number>): number => {
  const [a, b] = [Float64Array.from(one).sort(), Float64Array.from(other).sort()];
  let [i, j, largest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const x = Math.min(a[i]!, b[j]!);
    while (a[i] === x) i++;
    while (b[j] === x) j++;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
};

/** An initializer that can draw on a device draws there what it fills weights with on the host. */
export const drawChecks = (definition: DefinitionOf['initializer']): readonly Check[] => {
  if (definition.draw === undefined) return [];
  const [example = { code: definition.name }] = definition.examples ?? [];
  const options = optionsOf(definition.options, example.options) as never;
  const subject: Subject = {
    example,
    tensors: {},
    run: (recorder, _tensors, counter) => ({
      drawn: definition.draw!(shape, {
        ops: recorder.ops,
        options,
        random: (name, wanted) =>
          recorder.emit('uniform', [counter], {
            shape: wanted,
            stream: streamOf(`${definition.name}/${name}`),
          })[0]!,
      }),
    }),
  };
  const drawing = (): Case => recorded(subject, true);
  const drawn = (): HostTensor => runOnReference(drawing())['drawn']!;
  return [
    onReference('draws what it initializes', () => {
      const tensor = drawn();
      require(tensor.shape.join() !== shape.join() && `It draws [${tensor.shape.join(', ')}].`);
      const filled = definition.initialize(
        { shape, fanIn: 40, fanOut: 100 },
        { options, random: hostRandom(3, definition.name) },
      );
      const found = distance(tensor.data, filled);
      // P(D > 1.95 √(2 / n)) = 0.001 for samples of one distribution; the seeds are fixed.
      require(found > 1.95 * Math.sqrt(2 / size) && `The two distributions are ${found} apart.`);
    }),
    onDevice('draws as on the reference', async (device) => {
      const results = await runOnDevice(device, drawing());
      const problem = compare(results['drawn']!, drawn(), { absolute: 1e-5, relative: 1e-5 });
      require(problem && `${example.code}: it ${problem}.`);
    }),
  ];
};
