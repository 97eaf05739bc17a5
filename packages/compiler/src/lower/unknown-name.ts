import type { Kind, Span } from '@neurite/contract';
import { nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Module } from '../modules/module.js';
import type { Scope } from '../values/scope.js';
import type { Session } from './session.js';

/** All names that a scope and a module know. */
export const namesIn = (frame: { readonly scope?: Scope; readonly module: Module }): readonly string[] => {
  const names: string[] = [];
  for (let scope = frame.scope; scope !== undefined; scope = scope.parent) names.push(...scope.values.keys());
  return [...names, ...frame.module.names.keys()];
};

const kinds: readonly Kind[] = [
  'layer',
  'initializer',
  'regularizer',
  'constraint',
  'loss',
  'metric',
  'optimizer',
  'schedule',
  'source',
  'transform',
  'augmentation',
  'pretraining',
  'distribution',
  'strategy',
  'combination',
];

/** Words for kinds in messages: `a layer`, `an optimizer`. */
export const kindWords: { readonly [K in Kind]: string } = {
  layer: 'a layer',
  initializer: 'an initializer',
  regularizer: 'a regularizer',
  constraint: 'a constraint',
  loss: 'a loss',
  metric: 'a metric',
  optimizer: 'an optimizer',
  schedule: 'a schedule',
  source: 'a data source',
  transform: 'a data transform',
  augmentation: 'an augmentation',
  pretraining: 'a pretraining method',
  distribution: 'a distribution',
  strategy: 'a search strategy',
  combination: 'a way to combine models',
};

/** Reports a name that its place does not know: as misplaced where another kind has it, otherwise with the nearest name. */
export const reportUnknown = (
  session: Pick<Session, 'catalog' | 'diagnostics'>,
  name: string,
  span: Span,
  local: readonly string[],
  expected: Kind | 'layer or value',
): void => {
  const kind: Kind = expected === 'layer or value' ? 'layer' : expected;
  const elsewhere = kinds.find((other) => other !== kind && session.catalog.get(other, name) !== undefined);
  const words = expected === 'layer or value' ? 'a layer or a value' : kindWords[expected];
  if (elsewhere !== undefined) {
    session.diagnostics.push(
      report('misplaced-name', { name, is: kindWords[elsewhere], expected: words }, { span }),
    );
    return;
  }
  const suggestion = nearest(name, [...local, ...session.catalog.names(kind)]);
  session.diagnostics.push(
    report(
      'unknown-name',
      { name, expected: words, suggestion },
      {
        span,
        ...(suggestion === undefined
          ? {}
          : { fixes: [{ title: `Change to "${suggestion}"`, edits: [{ span, text: suggestion }] }] }),
      },
    ),
  );
};
