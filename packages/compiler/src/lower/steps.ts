import type { Span } from '@neurite/contract';
import type { Expression } from '@neurite/language';
import type { Frame } from '../values/scope.js';
import type { LayerValue, Value } from '../values/value.js';

/** The segment that a step adds to the path; groups add none. */
const segmentOf = (expression: Expression, frame: Frame): string | undefined => {
  if (expression.kind === 'identifier' || expression.kind === 'call') return frame.segments.get(expression);
  if (expression.kind === 'parenthesized') return segmentOf(expression.value, frame);
  if (expression.kind === 'index') return segmentOf(expression.object, frame);
  return expression.kind === 'member' ? segmentOf(expression.object, frame) : undefined;
};

/** A layer as a step: its path gets a segment, unless it is a group or has a name of its own. */
export const asStep = (layer: LayerValue, expression: Expression, frame: Frame): LayerValue => {
  const segment = segmentOf(expression, frame);
  return segment === undefined || layer.form === 'instance' || layer.form === 'step'
    ? layer
    : { kind: 'layer', form: 'step', segment, layer, span: expression.span };
};

/** A list of layers as one layer. */
export const asLayer = (value: Value, span: Span): LayerValue | undefined => {
  if (value.kind === 'layer') return value;
  if (value.kind !== 'list') return undefined;
  const branches = value.items.map((item) => asLayer(item, span));
  return branches.length > 0 && branches.every((branch) => branch !== undefined)
    ? { kind: 'layer', form: 'branch', branches, span }
    : undefined;
};
