import type { Expression, Index } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Extent } from '../extents/extent.js';
import { inner, printType } from '../shapes/type.js';
import { describe } from '../values/describe.js';
import type { Frame } from '../values/scope.js';
import { type TensorValue, type Value, listValue, unknown } from '../values/value.js';
import { applyDefined } from './apply-defined.js';
import { needed } from './needed.js';
import { joinPath } from './paths.js';
import type { Session } from './session.js';

/** `x[0]`, `x[.., 0]`, `x[a..b]` after the batch; `list[i]`. */
export const evaluateIndex = (session: Session, expression: Index, frame: Frame): Value => {
  const object = session.evaluate(expression.object, frame);
  const items = expression.items.map((item) => session.evaluate(item, frame));
  if (object.kind === 'unknown' || items.some((item) => item.kind === 'unknown')) return unknown;
  if (object.kind === 'tensor') return sliceTensor(session, object, items, expression, frame);
  if (object.kind === 'list') return elementOf(session, object.items, items, expression);
  session.diagnostics.push(
    report('not-indexable', { found: describe(object) }, { span: expression.object.span }),
  );
  return unknown;
};

const fail = (session: Session, reason: string, at: Expression): Value => {
  session.diagnostics.push(report('index-range', { reason }, { span: at.span }));
  return unknown;
};

const elementOf = (
  session: Session,
  list: readonly Value[],
  items: readonly Value[],
  expression: Index,
): Value => {
  const [item] = items;
  if (items.length !== 1) return fail(session, `a list has one index, not ${items.length}`, expression);
  if (item!.kind === 'range') {
    const { from = 0, to = list.length } = item as { from?: Extent; to?: Extent };
    if (typeof from !== 'number' || typeof to !== 'number')
      return fail(session, 'the ends must be known numbers', expression);
    const [start, end] = [from, to].map((at) => (at < 0 ? at + list.length : at)) as [number, number];
    return start >= 0 && end <= list.length && start <= end
      ? listValue(list.slice(start, end))
      : fail(session, `${from}..${to} is not inside 0..${list.length}`, expression.items[0]!);
  }
  if (item!.kind !== 'number' || typeof item!.value !== 'number')
    return fail(session, `an index is a known number, not ${describe(item!)}`, expression.items[0]!);
  const found = Number.isInteger(item!.value) ? list.at(item!.value) : undefined;
  if (found === undefined)
    return fail(session, `there is no element ${item!.value} among ${list.length}`, expression.items[0]!);
  return found.kind === 'layer' && found.form === 'step' ? found.layer : found;
};

interface Cut {
  readonly axis: number;
  readonly start: number;
  readonly size: number;
  readonly drop: boolean;
}

const sliceTensor = (
  session: Session,
  tensor: TensorValue,
  items: readonly Value[],
  expression: Index,
  frame: Frame,
): Value => {
  const shape = inner(tensor.type);
  if (items.length > shape.length)
    return fail(
      session,
      `${printType(tensor.type)} has ${shape.length} axes, not ${items.length}`,
      expression,
    );
  const cuts: Cut[] = [];
  for (const [position, item] of items.entries()) {
    const axis = position - shape.length;
    const extent = shape[position]!;
    const cut = cutOf(item, axis, extent);
    if ('reason' in cut) return fail(session, cut.reason, expression.items[position]!);
    if (cut.size !== 'all') cuts.push({ ...cut, size: cut.size });
  }
  const definition = needed(session, 'slice', expression.span);
  if (definition === undefined) return unknown;
  if (cuts.length === 0) return tensor;
  const layer = {
    kind: 'layer',
    form: 'defined',
    definition,
    options: {
      axes: cuts.map((cut) => cut.axis),
      start: cuts.map((cut) => cut.start),
      size: cuts.map((cut) => cut.size),
      drop: cuts.filter((cut) => cut.drop).map((cut) => cut.axis),
    },
    initializers: new Map(),
    inputs: new Map(),
    places: new Map(),
    span: expression.span,
  } as const;
  const path = joinPath(frame.path, frame.segments.get(expression) ?? 'slice');
  return applyDefined(session, layer, [tensor], path, expression.span);
};

const cutOf = (
  item: Value,
  axis: number,
  extent: Extent,
): (Omit<Cut, 'size'> & { readonly size: number | 'all' }) | { readonly reason: string } => {
  if (item.kind === 'number') {
    const { value } = item;
    if (typeof value !== 'number' || !Number.isInteger(value))
      return { reason: `an index is a whole number that is known, not ${describe(item)}` };
    return typeof extent === 'number' && (value >= extent || value < -extent)
      ? { reason: `there is no index ${value} in an axis of ${extent}` }
      : { axis, start: value, size: 1, drop: true };
  }
  if (item.kind !== 'range') return { reason: `an index is a number or a range, not ${describe(item)}` };
  const { from = 0, to } = item;
  if (typeof from !== 'number' || (to !== undefined && typeof to !== 'number'))
    return { reason: 'the ends of a range must be known numbers' };
  if (to === undefined) return { axis, start: from, size: from === 0 ? 'all' : -1, drop: false };
  const size = lengthOf(from, to, extent);
  if (size === undefined)
    return { reason: `how long ${from}..${to} is depends on an extent that is not known` };
  return size < 1 ? { reason: `${from}..${to} is empty` } : { axis, start: from, size, drop: false };
};

/** The length of a range whose ends may count from the end of an axis; undefined where that is not known. */
const lengthOf = (from: number, to: number, extent: Extent): number | undefined => {
  if (from < 0 === to < 0) return to - from;
  if (typeof extent !== 'number') return undefined;
  return (to < 0 ? to + extent : to) - (from < 0 ? from + extent : from);
};
