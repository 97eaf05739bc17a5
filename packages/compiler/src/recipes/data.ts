import type { Augment, DataPlan, Field, Portion, Use } from '@neurite/contract';
import type { DataDeclaration, Expression, Field as FieldTree } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import type { Module } from '../modules/module.js';
import { useOf } from '../options/bind.js';
import { type Frame, childScope } from '../values/scope.js';
import { shown } from '../values/shown.js';
import type { Value } from '../values/value.js';
import { planAugment } from './augments.js';
import {
  type SettingTable,
  type Settings,
  hasSetting,
  keySpan,
  readSettings,
  settingValue,
} from './settings.js';
import { foldOf } from './fold.js';
import { wholeSetting } from './simple.js';

export const dataSettings: SettingTable = {
  of: 'data',
  once: ['source', 'train', 'test', 'validation', 'shuffle', 'take'],
  fields: true,
};

/** Examples are shuffled before they are split, with this seed unless another is set. */
const defaultShuffle = 0;

/** A data plan, and the fields that mistakes keep out of it. */
export interface PlannedData {
  readonly plan: DataPlan;
  readonly broken: ReadonlySet<string>;
}

/** A `data` block with its arguments, checked; undefined where a mistake leaves nothing to go on with. */
export const planData = (
  session: Session,
  declaration: DataDeclaration,
  module: Module,
  args: ReadonlyMap<string, Value>,
): PlannedData | undefined => {
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  for (const [name, value] of args) frame.scope.values.set(name, value);
  const settings = readSettings(session, declaration.settings, dataSettings);
  const source = mainSource(session, declaration, settings, frame);
  const validation = portion(session, 'validation', settings, frame);
  const test = portion(session, 'test', settings, frame);
  const shuffle = shuffleSeed(session, settings, frame);
  const take = isNone(session, settingValue(settings, 'take'), frame)
    ? undefined
    : wholeSetting(session, settings, 'take', frame, { minimum: 1 }, undefined);
  const fields: Field[] = [];
  const broken = new Set<string>();
  for (const field of settings.fields) {
    const before = fields.some(({ name }) => name === field.name.name);
    if (before)
      session.diagnostics.push(
        report('duplicate-field', { name: field.name.name }, { span: field.name.span }),
      );
    const planned = planField(session, field, frame);
    if (planned === undefined) broken.add(field.name.name);
    else if (!before) fields.push(planned);
  }
  const augment: Augment[] = [];
  for (const written of settings.augments) {
    if (augment.some(({ field }) => field === written.name.name))
      session.diagnostics.push(
        report('duplicate-field', { name: written.name.name }, { span: written.name.span }),
      );
    const planned = planAugment(session, written, frame);
    if (planned !== undefined) augment.push(planned);
  }
  if (source === undefined) return undefined;
  const plan: DataPlan = {
    name: declaration.name.name,
    source,
    ...(validation === undefined ? {} : { validation }),
    ...(test === undefined ? {} : { test }),
    ...(shuffle === undefined ? {} : { shuffle }),
    ...(take === undefined ? {} : { take }),
    fields,
    ...(augment.length === 0 ? {} : { augment }),
    span: declaration.span,
  };
  return { plan, broken };
};

const mainSource = (
  session: Session,
  declaration: DataDeclaration,
  settings: Settings,
  frame: Frame,
): Use | undefined => {
  const [source, train] = [settingValue(settings, 'source'), settingValue(settings, 'train')];
  if (source !== undefined && train !== undefined)
    session.diagnostics.push(report('two-sources', {}, { span: keySpan(settings.byKey.get('train')![0]!) }));
  const expression = source ?? train;
  if (expression !== undefined) return useOf(session, 'source', expression, frame);
  if (hasSetting(settings, 'source')) return undefined;
  session.diagnostics.push(
    report(
      'missing-setting',
      { name: 'source', of: `data "${declaration.name.name}"`, example: 'source: csv("measurements.csv")' },
      { span: declaration.name.span },
    ),
  );
  return undefined;
};

const isNone = (session: Session, expression: Expression | undefined, frame: Frame): boolean =>
  expression !== undefined && session.evaluate(expression, frame).kind === 'none';

const portion = (session: Session, name: string, settings: Settings, frame: Frame): Portion | undefined => {
  const expression = settingValue(settings, name);
  if (expression === undefined) return undefined;
  if (
    expression.kind === 'call' &&
    expression.callee.kind === 'identifier' &&
    expression.callee.name === 'fold'
  )
    return foldOf(session, expression, frame);
  if (expression.kind === 'call') {
    const source = useOf(session, 'source', expression, frame);
    return source && { source };
  }
  const value = session.evaluate(expression, frame);
  if (value.kind === 'unknown' || value.kind === 'none') return undefined;
  const number = value.kind === 'number' && typeof value.value === 'number' ? value.value : Number.NaN;
  if (number > 0 && number < 1) return { fraction: number };
  if (Number.isSafeInteger(number) && number >= 1 && (value.kind !== 'number' || value.suffix === undefined))
    return { count: number };
  session.diagnostics.push(
    report('portion-range', { name, found: shown(expression) }, { span: expression.span }),
  );
  return undefined;
};

const shuffleSeed = (session: Session, settings: Settings, frame: Frame): number | undefined => {
  const expression = settingValue(settings, 'shuffle');
  if (expression?.kind === 'word' && expression.value === false) return undefined;
  if (expression?.kind === 'word' && expression.value === true) return defaultShuffle;
  return wholeSetting(
    session,
    settings,
    'shuffle',
    frame,
    { minimum: 0, maximum: 2 ** 32 - 1 },
    defaultShuffle,
  );
};

const planField = (session: Session, { name, value, span }: FieldTree, frame: Frame): Field | undefined => {
  const [first, ...rest] = value.kind === 'pipe' ? value.steps : [value];
  const column =
    first!.kind === 'identifier' ? first!.name : first!.kind === 'string' ? first!.value : undefined;
  if (column === undefined && first!.kind !== 'missing')
    session.diagnostics.push(report('field-column', { found: shown(first!) }, { span: first!.span }));
  const steps = rest.map((step) => useOf(session, 'transform', step, frame));
  if (column === undefined || steps.includes(undefined)) return undefined;
  const uses = steps as readonly Use[];
  const tensorAt = uses.findIndex((use) => session.catalog.get('transform', use.name)?.host === undefined);
  const late =
    tensorAt < 0
      ? -1
      : uses.findIndex(
          (use, index) => index > tensorAt && session.catalog.get('transform', use.name)?.host !== undefined,
        );
  if (late >= 0) {
    const parts = { host: uses[late]!.name, tensor: uses[tensorAt]!.name };
    session.diagnostics.push(report('transform-order', parts, { span: rest[late]!.span }));
    return undefined;
  }
  return { name: name.name, column, steps: uses, span };
};
