import { type Allowance, type Graph, type Health, type RuleName, ruleNames, rules } from '@neurite/contract';
import { type Allow, type Setting, nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import type { Frame } from '../values/scope.js';
import { selectPaths } from './globs.js';
import { type Settings, keySpan } from './settings.js';
import { wrongSetting } from './simple.js';

/** What `health` and `allow` say, for a recipe with this graph. */
export const healthOf = (session: Session, settings: Settings, graph: Graph, frame: Frame): Health => ({
  thresholds: thresholdsOf(session, settings.byKey.get('health')?.[0], frame),
  allowed: allowancesOf(session, settings.allows, graph),
});

const thresholdNames = ruleNames.filter((name) => rules[name].threshold !== undefined);

const thresholdsOf = (session: Session, setting: Setting | undefined, frame: Frame): Health['thresholds'] => {
  const thresholds: Partial<Record<RuleName, number>> = Object.fromEntries(
    thresholdNames.map((name) => [name, rules[name].threshold!.default]),
  );
  if (setting?.value !== undefined)
    wrongSetting(session, 'health', 'thresholds in braces: health { dead_units: 60% }', setting.value);
  const seen = new Set<RuleName>();
  for (const statement of setting?.settings ?? []) {
    if (statement.kind !== 'setting' || statement.value === undefined) {
      session.diagnostics.push(
        report('misplaced-setting', { what: statement.kind, of: 'health' }, { span: statement.span }),
      );
      continue;
    }
    const name = statement.key.map((part) => part.name).join('.');
    const span = keySpan(statement);
    const rule = thresholdNames.find((known) => known === name);
    if (rule === undefined) {
      session.diagnostics.push(
        report(
          'unknown-setting',
          { name, of: 'health', suggestion: nearest(name, thresholdNames), known: thresholdNames },
          { span },
        ),
      );
      continue;
    }
    if (seen.has(rule)) session.diagnostics.push(report('duplicate-setting', { name }, { span }));
    seen.add(rule);
    const { minimum = 0, maximum } = rules[rule].threshold!;
    const value = session.evaluate(statement.value, frame);
    const number =
      value.kind === 'number' && value.unit === undefined && value.suffix !== 'x' ? value.value : undefined;
    if (typeof number === 'number' && number >= minimum && number <= (maximum ?? Number.MAX_VALUE))
      thresholds[rule] = number;
    else if (value.kind !== 'unknown')
      wrongSetting(
        session,
        name,
        maximum === undefined ? `a number of at least ${minimum}` : `a number from ${minimum} to ${maximum}`,
        statement.value,
      );
  }
  return thresholds;
};

const allowancesOf = (session: Session, allows: readonly Allow[], graph: Graph): readonly Allowance[] => {
  const allowed: Allowance[] = [];
  const paths = [
    ...new Set([...graph.nodes.map(({ path }) => path), ...graph.parameters.map(({ path }) => path)]),
  ];
  for (const { rule, on, because, span } of allows) {
    const name = ruleNames.find((known) => known === rule.name);
    if (name === undefined) {
      const suggestion = nearest(rule.name, ruleNames);
      session.diagnostics.push(
        report(
          'unknown-rule',
          { name: rule.name, suggestion, known: ruleNames },
          {
            span: rule.span,
            ...(suggestion === undefined
              ? {}
              : {
                  fixes: [
                    { title: `Change to "${suggestion}"`, edits: [{ span: rule.span, text: suggestion }] },
                  ],
                }),
          },
        ),
      );
    }
    if (because === undefined || because.value.trim() === '')
      session.diagnostics.push(
        report('missing-reason', { rule: rule.name }, { span: because?.span ?? span }),
      );
    const selected = on && selectPaths(session, on.value, paths, on.span, 'layer or parameter');
    if (name === undefined || because === undefined || selected?.length === 0) continue;
    const before = allowed.find((other) => other.rule === name && covers(other, selected));
    if (before === undefined)
      allowed.push({
        rule: name,
        ...(selected === undefined ? {} : { paths: selected }),
        because: because.value,
        span,
      });
    else
      session.diagnostics.push(
        report(
          'unneeded-allow',
          { rule: name },
          { span, ...(before.span && { related: [{ message: 'allowed here', span: before.span }] }) },
        ),
      );
  }
  return allowed;
};

const covers = ({ paths }: Allowance, others: readonly string[] | undefined): boolean =>
  paths === undefined || (others?.every((path) => paths.includes(path)) ?? false);
