import type { Diagnostic } from '@neurite/contract';
import {
  type DataDeclaration,
  type FunctionDeclaration,
  type ModelDeclaration,
  type Parameter,
  nearest,
} from '@neurite/language';
import { report } from '../diagnostics.js';

const types = ['int', 'float', 'bool', 'string', 'layer'] as const;

/** What the statements of a model or block must be like, whatever they compute. */
export const checkStructure = ({
  keyword,
  name,
  body,
  parameters,
}: ModelDeclaration): readonly Diagnostic[] => {
  const outputs = body.statements.filter((statement) => statement.kind === 'output');
  const unnamed = outputs.filter((output) => output.name === undefined);
  const isBroken = body.statements.some((statement) => statement.kind === 'expression-statement');
  return [
    ...checkTypes(parameters, types),
    ...(outputs.length === 0 && !isBroken
      ? [report('no-output', { name: name.name }, { span: name.span })]
      : []),
    ...(outputs.length > 1 ? unnamed.map(({ span }) => report('unnamed-outputs', {}, { span })) : []),
    ...(keyword === 'block'
      ? body.statements.flatMap((statement) =>
          statement.kind === 'expect' ? [report('misplaced-expect', {}, { span: statement.span })] : [],
        )
      : []),
  ];
};

export const checkFunctionTypes = ({ inputs, options }: FunctionDeclaration): readonly Diagnostic[] => [
  ...checkTypes(inputs, types),
  ...checkTypes(options, [...types, 'param']),
];

export const checkDataTypes = ({ parameters }: DataDeclaration): readonly Diagnostic[] =>
  checkTypes(
    parameters,
    types.filter((type) => type !== 'layer'),
  );

const checkTypes = (parameters: readonly Parameter[], known: readonly string[]): readonly Diagnostic[] => {
  const seen = new Map<string, Parameter>();
  return parameters.flatMap(({ type, name, ...rest }) => {
    const found: Diagnostic[] = [];
    if (type !== undefined && !known.includes(type.name))
      found.push(
        report(
          'unknown-type',
          { name: type.name, known, suggestion: nearest(type.name, known) },
          { span: type.span },
        ),
      );
    seen.set(name.name, { type, name, ...rest } as Parameter);
    return found;
  });
};
