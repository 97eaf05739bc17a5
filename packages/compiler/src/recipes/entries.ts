import type { Expression, Setting } from '@neurite/language';
import type { Session } from '../lower/session.js';
import { reportUnknown } from '../lower/unknown-name.js';
import type { Settings } from './settings.js';

// Without the model or the data nothing can be said of what losses and metrics read, but their names can be looked up.

const calleeOf = (expression: Expression) => {
  const callee = expression.kind === 'call' ? expression.callee : expression;
  return callee.kind === 'identifier' ? callee : undefined;
};

/** Looks up the names of losses and metrics of a recipe whose model or data is not known. */
export const checkEntries = (session: Session, settings: Settings, names: ReadonlySet<string>): void => {
  for (const setting of settings.byKey.get('loss') ?? [])
    for (const term of termsOf(setting)) checkLoss(session, term, names);
  const metrics = settings.byKey.get('metrics')?.[0]?.value;
  for (const item of metrics?.kind === 'list' ? metrics.items : metrics === undefined ? [] : [metrics]) {
    const callee = calleeOf(item.kind === 'named' ? item.value : item);
    if (callee !== undefined && session.catalog.get('metric', callee.name) === undefined)
      reportUnknown(session, callee.name, callee.span, [], 'metric');
  }
};

const termsOf = ({ value, settings = [] }: Setting): readonly Expression[] => [
  ...(value === undefined ? [] : [value]),
  ...settings.flatMap((term) => (term.kind === 'setting' && term.value !== undefined ? [term.value] : [])),
];

const checkLoss = (session: Session, term: Expression, names: ReadonlySet<string>): void => {
  const callee = calleeOf(term);
  // A term that is no single loss is an expression of layers and functions.
  if (
    callee === undefined ||
    names.has(callee.name) ||
    session.catalog.get('loss', callee.name) !== undefined
  )
    return;
  if (term.kind === 'call' && session.catalog.get('layer', callee.name) !== undefined) return;
  reportUnknown(session, callee.name, callee.span, [], 'loss');
};
