import { type Diagnostic, type Span, inputDeclaration } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { printHistory } from '../shapes/history.js';
import type { Places } from '../options/relations.js';
import type { Failure } from '../shapes/solve.js';
import { printType } from '../shapes/type.js';
import type { DefinedLayer, TensorValue } from '../values/value.js';
import { projectionHelp } from './projection.js';
import type { Inputs } from './apply-defined.js';
import type { Session } from './session.js';

interface Place {
  readonly layer: DefinedLayer;
  readonly inputs: Inputs;
  readonly span: Span;
  readonly operator?: string;
  /** What the operands are called where they are names. */
  readonly names?: readonly (string | undefined)[];
  /** The operands of an operator. */
  readonly spans?: readonly Span[];
}

/** Reports why the shapes of an application do not fit: the equation that failed, and how each operand came by its shape. */
export const reportFailure = (session: Session, failure: Failure, place: Place): void => {
  session.diagnostics.push(diagnosticOf(failure, place));
};

const diagnosticOf = (
  failure: Failure,
  { layer, inputs, span, operator, names, spans }: Place,
): Diagnostic => {
  const of = operator ?? layer.definition.name;
  const operands = [...inputs].flatMap(([name, value]) =>
    'kind' in value
      ? [{ name, value }]
      : value.map((item, index) => ({ name: value.length > 1 ? `${name}[${index}]` : name, value: item })),
  );
  const labels = operands.map(({ name }, index) =>
    operator === undefined ? name : (names?.[index] ?? ['left', 'right'][index]!),
  );
  const width = Math.max(...labels.map((label) => label.length), 0);
  const history = operands.map(
    ({ value }, index) => `${`${labels[index]!}:`.padEnd(width + 1)} ${printHistory(value.history)}`,
  );
  const related = (spans ?? []).map((at, index) => ({
    message: printType(operands[index]?.value.type ?? operands[0]!.value.type),
    span: at,
  }));
  const extra = { span, history, ...(spans === undefined || spans.length < 2 ? {} : { related }) };
  const found = operandOf(failure, operands);
  const input = failure.input ?? operands[0]?.name ?? '';
  const declared =
    failure.input === undefined
      ? failure.declared
      : inputDeclaration(layer.definition.inputs[failure.input]!).shape;
  const projection = (): string | undefined =>
    projectionHelp(operands.map(({ value }, index) => ({ name: labels[index]!, type: value.type })));
  switch (failure.kind) {
    case 'rank':
      return report('rank-mismatch', { of, input, why: failure.text, declared, type: found }, extra);
    case 'dtype':
      return report(
        'dtype-mismatch',
        { what: `${input} of ${of}`, found: foundDtype(failure.text), wanted: wantedDtype(failure.text) },
        extra,
      );
    case 'batch':
      return report('batch-needed', { of, input, type: found }, extra);
    case 'shape':
      return report('input-mismatch', { of, input, why: failure.text, declared }, extra);
    case 'output':
      return operator === undefined
        ? report('empty-result', { of, why: failure.text, declared }, extra)
        : report('shape-mismatch', { operator, why: failure.text, projection: projection() }, extra);
    case 'elements': {
      const [option] = failure.options!;
      return report(
        'argument-elements',
        { option: option!, of, problem: failure.text, doc: failure.declared },
        { ...extra, span: argumentSpan(failure, layer.places) ?? span },
      );
    }
    case 'assertion':
      return operator === undefined
        ? report(
            'assertion-failed',
            { of, why: failure.text, declared: failure.declared },
            { ...extra, span: argumentSpan(failure, layer.places) ?? span },
          )
        : report('shape-mismatch', { operator, why: operandTypes(operands), projection: undefined }, extra);
    case 'unsolved':
      return report('unsolved-shape', { of, why: failure.text, declared }, extra);
    default:
      return failure.kind satisfies never;
  }
};

/** Where the first of the options stands that a failure is about, of those that were given. */
export const argumentSpan = ({ options = [] }: Failure, places: Places | undefined): Span | undefined =>
  options.map((option) => places?.get(option)).find((at) => at !== undefined);

const foundDtype = (text: string): string => /is (\w+)/.exec(text)?.[1] ?? text;
const wantedDtype = (text: string): string => /not (\w+)/.exec(text)?.[1] ?? text;

const operandTypes = (operands: readonly { readonly value: TensorValue }[]): string =>
  `${operands.map(({ value }) => printType(value.type)).join(' and ')} do not fit`;

const operandOf = (
  failure: Failure,
  operands: readonly { readonly name: string; readonly value: TensorValue }[],
): string => {
  const found = operands.find(({ name }) => name === failure.input) ?? operands[0];
  return found === undefined ? '' : printType(found.value.type);
};
