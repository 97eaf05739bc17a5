import type { Axis, DefinitionOf, Example, MoveResult, Reading, SampleSpace } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { compare, tensor } from '../tensors/index.js';
import { onReference, require, type Check } from './check.js';
import { documentationChecks } from './documentation.js';
import { floats, optionsOf, prefixed } from './example.js';
import { recorded, runOnReference } from './runs.js';
import type { Subject } from './subject.js';
import { exampleChecks } from './values.js';

const values = ['1', '2', '3'] as const;

const spacesOf = (definition: DefinitionOf['distribution']): readonly SampleSpace[] => {
  const samples = definition.examples?.length ? definition.examples : [{ code: definition.name }];
  return samples.map(({ options }) => ({
    options: optionsOf(definition.options, options) as never,
    values,
    integer: false,
  }));
};

const corner = (axes: readonly Axis[], at: 0 | 1): readonly number[] =>
  axes.map((axis) => (axis.kind === 'range' ? at : at * (axis.size - 1)));

export const distributionChecks = (definition: DefinitionOf['distribution']): readonly Check[] => [
  ...documentationChecks(definition, false),
  onReference('gives a text anywhere in its cube, the same again', () => {
    for (const space of spacesOf(definition)) {
      const problem = definition.problem?.(space);
      require(problem !== undefined && `Its own example is wrong: ${problem}`);
      const axes = definition.axes(space);
      require(axes.length === 0 && 'Its cube has no axes.');
      const random = hostRandom(1, definition.name);
      const inside = Array.from({ length: 20 }, () =>
        axes.map((axis) => (axis.kind === 'range' ? random.uniform() : random.integer(axis.size))),
      );
      for (const place of [corner(axes, 0), corner(axes, 1), ...inside]) {
        const text = definition.sample(place, space);
        require(!/\S/.test(text) && `There is no text at ${place.join(', ')}.`);
        require(/undefined|NaN/.test(text) && `At ${place.join(', ')} it gives ${text}.`);
        require(definition.sample(place, space) !== text && `At ${place.join(', ')} it gives two texts.`);
      }
    }
  }),
];

const cubes: readonly (readonly Axis[])[] = [
  [{ kind: 'range' }],
  [{ kind: 'range' }, { kind: 'items', size: 3 }],
  [{ kind: 'items', size: 2 }, { kind: 'range' }, { kind: 'range' }],
];

/** All moves of a search whose costs are as random as the names of their trials. */
const play = (definition: DefinitionOf['strategy'], axes: readonly Axis[]): readonly MoveResult[] => {
  const options = optionsOf(definition.options, {}) as never;
  const history: MoveResult[] = [];
  for (let answer = 0; answer < 1000; answer++) {
    const moves = definition.next(
      { axes, trials: 27, epochs: 9, history },
      { options, random: (name) => hostRandom(3, name) },
    );
    if (moves.length === 0) return history;
    history.push(...moves.map((move) => ({ ...move, cost: hostRandom(5, `${move.trial}`).uniform() })));
  }
  throw new Error('It does not end.');
};

export const strategyChecks = (definition: DefinitionOf['strategy']): readonly Check[] => [
  ...documentationChecks(definition, false),
  onReference('ends after moves that are inside the cube, the same again', () => {
    for (const axes of cubes) {
      const history = play(definition, axes);
      require(history.length === 0 && 'It tries nothing.');
      const trials = new Map<number, readonly number[]>();
      const seen = new Set<string>();
      for (const { trial, place, epochs } of history) {
        const isInside =
          place.length === axes.length &&
          place.every((at, index) => {
            const axis = axes[index]!;
            return axis.kind === 'range'
              ? at >= 0 && at <= 1
              : Number.isInteger(at) && at >= 0 && at < axis.size;
          });
        require(!isInside && `Trial ${trial} is at ${place.join(', ')}.`);
        require(
          !(Number.isInteger(epochs) && epochs >= 1 && epochs <= 9) &&
            `Trial ${trial} takes ${epochs} epochs.`,
        );
        const key = `${trial} ${epochs}`;
        require(seen.has(key) && `Trial ${trial} is made twice for ${epochs} epochs.`);
        seen.add(key);
        const before = trials.get(trial) ?? place;
        require(String(before) !== String(place) && `Trial ${trial} moves.`);
        trials.set(trial, before);
      }
      require(trials.size > 27 && `It makes ${trials.size} trials of 27.`);
      require(JSON.stringify(play(definition, axes)) !== JSON.stringify(history) && 'Two searches differ.');
    }
  }),
];

const readings: readonly Reading[] = [
  { reads: 'logits', classes: true },
  { reads: 'logits', classes: false },
  { reads: 'probabilities', classes: true },
  { reads: 'probabilities', classes: false },
  { reads: 'values', classes: false },
];

const outputs = [
  [
    [0.2, 0.7, 0.1],
    [0.9, 0.05, 0.05],
  ],
  [
    [0.6, 0.3, 0.1],
    [0.1, 0.1, 0.8],
  ],
] as const;

/** Members that give scores of classes, as the inputs of an example. */
const subjectOf = (definition: DefinitionOf['combination'], example: Example): Subject => {
  const members = floats(example.inputs);
  return {
    example,
    tensors: prefixed('input', members),
    run: ({ ops }, tensors) => ({
      y: definition.apply(
        Object.keys(members).map((name) => tensors[`input ${name}`]!),
        { ops, options: optionsOf(definition.options, example.options) as never, reading: readings[0]! },
      ),
    }),
  };
};

export const combinationChecks = (definition: DefinitionOf['combination']): readonly Check[] => {
  const options = optionsOf(definition.options, {}) as never;
  const run = (members: readonly (readonly (readonly number[])[])[], reading: Reading) =>
    runOnReference(
      recorded(
        {
          example: { code: definition.name },
          tensors: Object.fromEntries(
            members.map((member, index) => [`input ${index}`, tensor(member, 'float32')]),
          ),
          run: ({ ops }, tensors) => ({
            y: definition.apply(
              members.map((_, index) => tensors[`input ${index}`]!),
              { ops, options, reading },
            ),
          }),
        },
        false,
      ),
    )['y']!;
  const known = readings.filter(({ reads }) => definition.values || reads !== 'values');
  return [
    ...documentationChecks(definition, true),
    ...exampleChecks((definition.examples ?? []).map((example) => subjectOf(definition, example))),
    onReference('gives what its members are, whatever their order', () => {
      for (const reading of known) {
        const combined = run(outputs, reading);
        const words = `${reading.reads}${reading.classes ? ' of classes' : ''}`;
        require(combined.shape.join() !== '2,3' && `Of ${words} it makes [${combined.shape.join(', ')}].`);
        const problem = compare(run([...outputs].reverse(), reading), combined);
        require(problem && `The order of members matters to ${words}: the result ${problem}.`);
      }
    }),
    onReference('two of the same decide as one does', () => {
      for (const reading of known.filter(({ reads }) => reads !== 'values')) {
        const [one, two] = [run([outputs[0]], reading), run([outputs[0], outputs[0]], reading)];
        const problem = compare(two, one);
        require(problem && `The same member twice ${problem}.`);
      }
    }),
  ];
};
