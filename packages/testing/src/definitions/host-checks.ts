import { sizeOf, type DefinitionOf } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { onReference, require, type Check } from './check.js';
import { drawChecks } from './draw-checks.js';
import { documentationChecks } from './documentation.js';
import { optionsOf } from './example.js';

const requests = [
  { shape: [4, 6], fanIn: 4, fanOut: 6 },
  { shape: [3, 3, 2, 5], fanIn: 18, fanOut: 45 },
  { shape: [8], fanIn: 8, fanOut: 8 },
  { shape: [], fanIn: 1, fanOut: 1 },
  { shape: [5, 0], fanIn: 5, fanOut: 0 },
] as const;

export const initializerChecks = (definition: DefinitionOf['initializer']): readonly Check[] => {
  // Options that have no default are given by the examples.
  const [example] = definition.examples ?? [];
  const options = optionsOf(definition.options, example?.options) as never;
  const run = (request: (typeof requests)[number], seed: number, path: string): Float64Array | undefined => {
    try {
      return definition.initialize(request, { options, random: hostRandom(seed, path) });
    } catch {
      // Some cannot fill every shape, `orthogonal` no vector: the compiler says so before it comes to this.
      return undefined;
    }
  };
  return [
    ...documentationChecks(definition, false),
    onReference('fills every shape with finite numbers', () => {
      const filled = requests.filter((request) => run(request, 1, 'a') !== undefined);
      require(filled.length === 0 && 'It fills no shape at all.');
      for (const request of filled) {
        const values = run(request, 1, 'layer.kernel')!;
        require(
          values.length !== sizeOf(request.shape) &&
            `[${request.shape.join(', ')}] gets ${values.length} numbers.`,
        );
        const bad = values.find((value) => !Number.isFinite(value));
        require(bad !== undefined && `[${request.shape.join(', ')}] contains ${bad}.`);
      }
    }),
    onReference('the same seed and path give the same numbers', () => {
      const [first, again] = [run(requests[0], 5, 'layer.kernel'), run(requests[0], 5, 'layer.kernel')];
      require(String(first) !== String(again) && 'Two runs differ.');
    }),
    ...drawChecks(definition),
  ];
};

export const scheduleChecks = (definition: DefinitionOf['schedule']): readonly Check[] => [
  ...documentationChecks(definition, false),
  onReference('factors are finite and not negative', () => {
    const samples = definition.examples?.length ? definition.examples : [{ code: definition.name }];
    for (const { code, options: given } of samples) {
      const options = optionsOf(definition.options, given) as never;
      const steps = definition.duration?.(options) ?? 1000;
      require(!(steps >= 0) && `${code} lasts ${steps} steps.`);
      for (const step of [0, 1, Math.floor(steps / 2), Math.max(0, steps - 1), steps]) {
        const factor = definition.factor(step, Math.max(1, steps), options);
        require(
          !(Number.isFinite(factor) && factor >= 0) && `${code}: the factor of step ${step} is ${factor}.`,
        );
      }
    }
  }),
];

/** Sources read files: their package tests them with files of its own. */
export const sourceChecks = (definition: DefinitionOf['source']): readonly Check[] =>
  documentationChecks(definition, false);
