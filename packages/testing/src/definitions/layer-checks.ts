import {
  inputDeclaration,
  type DefinitionOf,
  type Example,
  type HostTensor,
  type InputTable,
  type Nested,
} from '@neurite/contract';
import { awkwardGradientChecks } from './awkward-gradients.js';
import { onReference, require, type Check } from './check.js';
import { compareDeclared, type Bindings } from './declared.js';
import { documentationChecks } from './documentation.js';
import { gradientChecks } from './gradients.js';
import { casesOf, recorded, runOnReference } from './runs.js';
import { optionsOf, signatureOf } from './example.js';
import { layerSubject, lossSubject, transformSubject } from './node-subject.js';
import type { Subject } from './subject.js';
import { awkwardChecks, exampleChecks } from './values.js';

const awkward = [0, -0, 1e-30, -1e-30, 30, -30, 1e4, -1e4];

const bindings = (options: Readonly<Record<string, unknown>> = {}): Bindings => ({
  extents: new Map(
    Object.entries(options).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  ),
  packs: new Map(),
});

const requireDeclared = (what: string, text: string, value: HostTensor, known: Bindings): void => {
  const problem = compareDeclared(text, value, known);
  require(problem && `${what}: ${problem}.`);
};

const requireInputs = (table: InputTable, subject: Subject, known: Bindings): void => {
  for (const [name, entry] of Object.entries(table)) {
    const { shape, variadic } = inputDeclaration(entry);
    const value = subject.tensors[`input ${name}`];
    // Values of a variadic input may differ where they are joined or broadcast.
    if (variadic !== true && value !== undefined) requireDeclared(`input ${name}`, shape, value, known);
  }
};

const subjectsOf = <D extends { readonly examples?: readonly Subject['example'][] | undefined }>(
  definition: D,
  subject: (definition: D, example: Subject['example']) => Subject,
): readonly Subject[] => (definition.examples ?? []).map((example) => subject(definition, example));

export const layerChecks = (definition: DefinitionOf['layer']): readonly Check[] => {
  const subjects = subjectsOf(definition, layerSubject);
  return [
    ...documentationChecks(definition, true),
    onReference('types as declared', () => {
      for (const each of casesOf(subjects)) {
        const known = bindings(optionsOf(definition.options, each.subject.example.options));
        requireInputs(definition.inputs, each.subject, known);
        const groups = { parameter: definition.parameters, state: definition.state };
        for (const [group, table] of Object.entries(groups)) {
          for (const [name, { shape }] of Object.entries(table)) {
            const value = each.subject.tensors[`${group} ${name}`];
            if (value !== undefined) requireDeclared(`${group} ${name}`, shape, value, known);
          }
        }
        const results = runOnReference(each);
        for (const [name, shape] of Object.entries(definition.outputs)) {
          requireDeclared(`${each.title}, output ${name}`, shape, results[name]!, known);
        }
        for (const [name, { shape }] of each.training ? Object.entries(definition.state) : []) {
          require(results[`state ${name}`] === undefined && `${each.title}: state ${name} is not renewed.`);
          requireDeclared(`${each.title}, state ${name}`, shape, results[`state ${name}`]!, known);
        }
      }
    }),
    ...exampleChecks(subjects),
    ...gradientChecks(subjects),
    ...awkwardChecks(subjects, awkward),
    ...awkwardGradientChecks(subjects),
  ];
};

/** A documented example with one of the examples of its batch. */
const onlyExample = (example: Example, index: number): Example => ({
  ...example,
  inputs: Object.fromEntries(
    Object.entries(example.inputs ?? {}).map(([name, values]) => [
      name,
      [(values as readonly Nested[])[index]!],
    ]),
  ),
});

export const lossChecks = (definition: DefinitionOf['loss']): readonly Check[] => {
  const subjects = subjectsOf(definition, lossSubject);
  const isPrediction = (name: string) =>
    Object.keys(definition.signatures[0]!)[0] === name.slice('input '.length);
  const predicted = definition.reads === 'probabilities' ? [0, 1e-30, 0.5, 1] : awkward;
  return [
    ...documentationChecks(definition, true),
    onReference('types as declared', () => {
      for (const subject of subjects) {
        const known = bindings(optionsOf(definition.options, subject.example.options));
        requireInputs(signatureOf(definition.signatures, subject.example), subject, known);
        const results = runOnReference(recorded(subject, true));
        requireDeclared(`${subject.example.code}, loss`, '[batch]', results['loss']!, known);
      }
    }),
    onReference(
      definition.crossesExamples === true ? 'examples see each other' : 'each example depends on itself only',
      () => {
        const isLocal = subjects.every((subject) => {
          const { data } = runOnReference(recorded(subject, true))['loss']!;
          return Array.from(data).every((whole, index) => {
            const alone = lossSubject(definition, onlyExample(subject.example, index));
            const loss = runOnReference(recorded(alone, true))['loss']!.data[0]!;
            return Math.abs(loss - whole) <= 1e-9 * Math.max(1, Math.abs(whole));
          });
        });
        require(isLocal === (definition.crossesExamples === true) && 'crossesExamples says otherwise.');
      },
    ),
    ...exampleChecks(subjects),
    ...gradientChecks(subjects),
    ...awkwardChecks(subjects, predicted, isPrediction),
    ...awkwardGradientChecks(
      subjects,
      isPrediction,
      ...(definition.reads === 'probabilities' ? [predicted] : []),
    ),
  ];
};

export const transformChecks = (definition: DefinitionOf['transform']): readonly Check[] => {
  // Host transforms run once, before there is a program: their package tests them.
  if (definition.apply === undefined) return documentationChecks(definition, false);
  const subjects = subjectsOf(definition, transformSubject);
  return [
    ...documentationChecks(definition, true),
    onReference('types as declared', () => {
      for (const subject of subjects) {
        const known = bindings(optionsOf(definition.options, subject.example.options));
        requireInputs(definition.inputs, subject, known);
        const results = runOnReference(recorded(subject, false));
        for (const [name, shape] of Object.entries(definition.outputs)) {
          requireDeclared(`${subject.example.code}, output ${name}`, shape, results[name]!, known);
        }
      }
    }),
    ...exampleChecks(subjects),
    ...awkwardChecks(subjects, awkward),
  ];
};
