import type { DefinitionOf } from '@neurite/contract';
import { awkwardGradientChecks } from './awkward-gradients.js';
import { onReference, require, type Check } from './check.js';
import { compare } from '../tensors/index.js';
import { documentationChecks } from './documentation.js';
import { gradientChecks } from './gradients.js';
import { recorded, runOnReference } from './runs.js';
import { constraintSubject, pretrainingSubject, regularizerSubject } from './plain-subject.js';
import { awkwardChecks, exampleChecks } from './values.js';

export const regularizerChecks = (definition: DefinitionOf['regularizer']): readonly Check[] => {
  const subjects = (definition.examples ?? []).map((example) => regularizerSubject(definition, example));
  return [
    ...documentationChecks(definition, true),
    onReference('gives a scalar', () => {
      for (const subject of subjects) {
        const { shape } = runOnReference(recorded(subject, true))['penalty']!;
        require(shape.length > 0 && `${subject.example.code} gives [${shape.join(', ')}].`);
      }
    }),
    ...exampleChecks(subjects),
    ...gradientChecks(subjects),
    ...awkwardGradientChecks(subjects, () => true),
  ];
};

export const constraintChecks = (definition: DefinitionOf['constraint']): readonly Check[] => {
  const subjects = (definition.examples ?? []).map((example) => constraintSubject(definition, example));
  return [
    ...documentationChecks(definition, true),
    onReference('projecting twice is projecting once', () => {
      for (const subject of subjects) {
        const [name, before] = Object.entries(subject.tensors)[0]!;
        const projected = Object.values(runOnReference(recorded(subject, true)))[0]!;
        require(
          compare({ ...projected, data: before.data }, before) && `${subject.example.code} changes the type.`,
        );
        const again = runOnReference(recorded({ ...subject, tensors: { [name]: projected } }, true));
        const problem = compare(Object.values(again)[0]!, projected);
        require(problem && `${subject.example.code}: the second time it ${problem}.`);
      }
    }),
    ...exampleChecks(subjects),
  ];
};

export const pretrainingChecks = (definition: DefinitionOf['pretraining']): readonly Check[] => {
  const examples = definition.examples?.length ? definition.examples : [{ code: definition.name }];
  const subjects = examples.map((example) => pretrainingSubject(definition, example));
  return [
    ...documentationChecks(definition, false),
    onReference('gives one number for each example', () => {
      for (const subject of subjects) {
        const batch = subject.tensors['input x']!.shape[0]!;
        const { shape } = runOnReference(recorded(subject, true))['loss']!;
        require(
          shape.join() !== String(batch) &&
            `${subject.example.code} gives [${shape.join(', ')}] for ${batch} examples.`,
        );
      }
    }),
    ...exampleChecks(subjects),
    ...gradientChecks(subjects),
    ...awkwardChecks(subjects, [0, 1e-30, 0.5, 1]),
  ];
};
