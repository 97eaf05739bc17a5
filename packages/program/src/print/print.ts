import type { Op, Port, Program } from '@neurite/contract';
import { describeType } from '../shapes/index.js';

/** The longest list of numbers that is written out. */
const shown = 8;

const printValue = (value: unknown): string => {
  if (!Array.isArray(value)) return String(value);
  const items = value.slice(0, shown).map(printValue);
  return `[${items.join(',')}${value.length > shown ? `,… ${value.length}` : ''}]`;
};

/** Attributes that the output's type does not say already; flags by name alone. */
const printAttributes = (op: Op): string =>
  Object.entries(op.attributes)
    .filter(([name, value]) => !['type', 'shape', 'body'].includes(name) && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}=${printValue(value)}`))
    .join('');

const printOrigin = (program: Program, op: Op): string => {
  const { path, line } = program.origins[op.origin]!;
  return path === '' ? '' : `  # ${path}${line === undefined ? '' : `:${line}`}`;
};

const printPort = (program: Program, port: Port, side: 'in' | 'out'): string =>
  `${side} %${port.value}: ${describeType(program.values[port.value]!)}  ${port.role} ${port.name}`;

const lines = (program: Program): readonly string[] => [
  ...program.inputs.map((port) => printPort(program, port, 'in')),
  ...program.ops.flatMap((op) => {
    const outputs = op.outputs
      .map((value) => `%${value}: ${describeType(program.values[value]!)}`)
      .join(', ');
    const inputs = op.inputs.map((value) => ` %${value}`).join('');
    const head = `${outputs} = ${op.primitive}${inputs}${printAttributes(op)}`;
    if (op.primitive !== 'scan' && op.primitive !== 'composite')
      return [`${head}${printOrigin(program, op)}`];
    return [
      `${head} {${printOrigin(program, op)}`,
      ...lines(op.attributes.body).map((line) => `  ${line}`),
      '}',
    ];
  }),
  ...program.outputs.map((port, index) => {
    const isDonated = program.donated.some(([, output]) => output === index);
    return `${printPort(program, port, 'out')}${isDonated ? '  in place' : ''}`;
  }),
];

/**
 * A program as text, one line an operation, for debugging, documentation and golden tests.
 *
 * @example print(program) // … %3: float32[64,128] = matmul %0 %1  # hidden.dense:4 …
 */
export const print = (program: Program): string => `${lines(program).join('\n')}\n`;
