import {
  type InputTable,
  type OptionTable,
  type OptionValue,
  type Span,
  inputDeclaration,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { argumentSpan } from '../lower/shape-errors.js';
import type { Places } from '../options/relations.js';
import { declaredShape } from '../shapes/declaration.js';
import { printHistory } from '../shapes/history.js';
import { isFailure, solveTypes } from '../shapes/solve.js';
import { isDtype, printType, type ValueType } from '../shapes/type.js';
import { instantiateShape } from '../shapes/unify.js';
import type { FieldValue, TensorValue } from '../values/value.js';

/** What losses and metrics have in common. */
export interface Paired {
  readonly name: string;
  readonly options: OptionTable;
  readonly signatures: readonly InputTable[];
  readonly assert?: readonly string[];
}

/** The inputs of a loss or metric by the names of its signature. */
export type PairedInputs = Readonly<Record<string, TensorValue>>;

/** Finds the first signature that values fit, in order; a field whose type is open takes what the signature says. */
export const fitSignature = (
  session: Session,
  definition: Paired,
  options: Readonly<Record<string, OptionValue>>,
  values: readonly (TensorValue | FieldValue)[],
  span: Span,
  places: Places,
): PairedInputs | undefined => {
  for (const signature of definition.signatures) {
    const names = Object.keys(signature);
    const required = names.filter((name) => inputDeclaration(signature[name]!).optional !== true);
    if (values.length > names.length || values.length < required.length) continue;
    const types = new Map<string, ValueType>();
    values.forEach((value, index) => {
      if (value.kind === 'tensor') types.set(names[index]!, value.type);
    });
    const solution = solveTypes(
      { ...definition, inputs: signature, outputs: {}, isOpen: true },
      options,
      types,
    );
    if (isFailure(solution)) {
      if (solution.kind !== 'assertion') continue;
      const { text: why, declared } = solution;
      session.diagnostics.push(
        report(
          'assertion-failed',
          { of: definition.name, why, declared },
          { span: argumentSpan(solution, places) ?? span, history: historyOf(values) },
        ),
      );
      return undefined;
    }
    const taken = values.map((value, index) => {
      if (value.kind === 'tensor') return value;
      const shape = declaredShape(inputDeclaration(signature[names[index]!]!).shape);
      const extents = instantiateShape(shape, solution.lookup);
      const dtype = shape.dtype?.name ?? 'float32';
      return Array.isArray(extents) && isDtype(dtype) ? value.take({ dtype, shape: extents }) : undefined;
    });
    if (taken.includes(undefined)) return undefined;
    return Object.fromEntries(taken.map((value, index) => [names[index]!, value!]));
  }
  reportMismatch(session, definition, values, span);
  return undefined;
};

const reportMismatch = (
  session: Session,
  definition: Paired,
  values: readonly (TensorValue | FieldValue)[],
  span: Span,
): void => {
  const found = values
    .map((value) => (value.kind === 'tensor' ? printType(value.type) : value.name))
    .join(' and ');
  const wanted = definition.signatures.map((signature) =>
    Object.entries(signature)
      .map(([name, input]) => `${name} ${inputDeclaration(input).shape}`)
      .join(' with '),
  );
  session.diagnostics.push(
    report(
      'pairing-mismatch',
      { what: definition.name, found, wanted },
      { span, history: historyOf(values) },
    ),
  );
};

const historyOf = (values: readonly (TensorValue | FieldValue)[]): readonly string[] =>
  values.flatMap((value) => (value.kind === 'tensor' ? [printHistory(value.history)] : []));
