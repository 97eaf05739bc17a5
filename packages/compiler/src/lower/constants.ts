import type { Dtype, Span } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { print } from '../extents/extent.js';
import type { BooleanValue, NumberValue, TensorValue } from '../values/value.js';
import { addNode } from './builder.js';
import { needed } from './needed.js';
import type { Session } from './session.js';

/** A number or truth value as a value of the network: it takes the dtype of the values that it meets. */
export const constantTensor = (
  session: Session,
  constant: NumberValue | BooleanValue,
  others: readonly TensorValue[],
  span: Span,
): TensorValue | undefined => {
  const definition = needed(session, 'constant', span);
  if (definition === undefined) return undefined;
  const number = constant.kind === 'boolean' ? Number(constant.value) : constant.value;
  if (typeof number !== 'number') {
    session.diagnostics.push(report('symbolic-number', { extent: print(number) }, { span }));
    return undefined;
  }
  const dtype: Dtype =
    constant.kind === 'boolean'
      ? 'bool'
      : (others.find((other) => other.type.dtype !== 'bool')?.type.dtype ?? 'float32');
  if (dtype === 'int32' && !Number.isInteger(number)) {
    session.diagnostics.push(
      report('dtype-mismatch', { what: `the number ${number}`, found: 'float32', wanted: 'int32' }, { span }),
    );
    return undefined;
  }
  const type = { dtype, shape: [] };
  const { y } = addNode(
    session.builder,
    {
      path: 'constant',
      use: {
        kind: 'layer',
        name: definition.name,
        version: definition.version,
        options: { value: number, dtype },
        span,
      },
      inputs: {},
      parameters: {},
      state: {},
      span,
    },
    { y: type },
  );
  return { kind: 'tensor', id: y!, type, history: { label: String(number), type }, members: new Map() };
};
