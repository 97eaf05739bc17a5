import type { MetricTerm } from '@neurite/contract';
import type { Expression } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { kindWords, reportUnknown } from '../lower/unknown-name.js';
import { bindArguments } from '../options/bind.js';
import { givenOf } from '../options/given.js';
import type { Frame } from '../values/scope.js';
import { lookupName } from '../values/scope.js';
import type { FieldValue, TensorValue, Value } from '../values/value.js';
import { reportAmbiguous } from './ambiguous.js';
import { type Readable, onlyPair } from './pairing.js';
import { fitSignature } from './signatures.js';

/** The metrics of a recipe: `[accuracy, top_k(3)]` on the only pair, or `f1(scores, label)`. */
export const metricTerms = (
  session: Session,
  expression: Expression | undefined,
  readable: Readable,
  frame: Frame,
  ambiguous: ReadonlySet<string>,
): readonly MetricTerm[] => {
  if (expression === undefined) return [];
  const items = expression.kind === 'list' ? expression.items : [expression];
  const terms: MetricTerm[] = [];
  for (const item of items) {
    if (reportAmbiguous(session, item, ambiguous)) continue;
    const named = item.kind === 'named' ? item.name.name : undefined;
    const term = metricTerm(session, item.kind === 'named' ? item.value : item, readable, frame);
    if (term === undefined) continue;
    const wanted = named ?? term.name;
    const same = terms.filter(({ name }) => name === wanted || name.startsWith(`${wanted}_`)).length;
    terms.push({ ...term, name: same === 0 ? wanted : `${wanted}_${same + 1}` });
  }
  return terms;
};

const isData = (value: Value | undefined): value is TensorValue | FieldValue =>
  value?.kind === 'tensor' || value?.kind === 'field';

const metricTerm = (
  session: Session,
  expression: Expression,
  readable: Readable,
  frame: Frame,
): MetricTerm | undefined => {
  const callee = expression.kind === 'call' ? expression.callee : expression;
  if (callee.kind !== 'identifier') {
    if (callee.kind !== 'missing')
      session.diagnostics.push(
        report('entry-expected', { expected: kindWords.metric }, { span: expression.span }),
      );
    return undefined;
  }
  const definition = session.catalog.get('metric', callee.name);
  if (definition === undefined) {
    reportUnknown(session, callee.name, callee.span, [], 'metric');
    return undefined;
  }
  const given = expression.kind === 'call' ? expression.arguments.map(givenOf) : [];
  const valueOf = (at: Expression): Value | undefined => {
    if (at.kind === 'identifier') return lookupName(frame.scope, at.name);
    return at.kind === 'member' || at.kind === 'index' || at.kind === 'pipe'
      ? session.evaluate(at, frame)
      : undefined;
  };
  const values = given.map((argument) =>
    argument.name === undefined ? valueOf(argument.expression) : undefined,
  );
  if (values.some((value) => value?.kind === 'unknown')) return undefined;
  const { name, version, options } = definition;
  const rest = given.filter((_, index) => !isData(values[index]));
  const bound = bindArguments(
    session,
    { what: kindWords.metric, name, options, inputs: [] },
    rest,
    frame,
    expression.span,
  );
  if (bound === undefined) return undefined;
  const flowing = values.filter(isData);
  const pair = flowing.length === 0 ? onlyPair(session, name, readable, expression.span) : flowing;
  const inputs =
    pair && fitSignature(session, definition, bound.options, pair, expression.span, bound.places);
  if (inputs === undefined) return undefined;
  return {
    name,
    use: { kind: 'metric', name, version, options: bound.options, span: expression.span },
    inputs: Object.fromEntries(Object.entries(inputs).map(([input, value]) => [input, value.id])),
    span: expression.span,
  };
};
