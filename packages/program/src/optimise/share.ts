import type { Op, Primitive, Program, Value } from '@neurite/contract';
import { everywhere, type Pass } from './pass.js';
import { rewrite } from './rewrite.js';

/** Operations whose operands may change places without changing a bit of the result. */
const commutative: ReadonlySet<Primitive> = new Set(['add', 'mul', 'equal', 'logical_and', 'logical_or']);

/** Numbers as text that tells −0 from 0 and keeps NaN and infinities, which JSON does not. */
const numberKey = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** Equal for programs that compute the same; origins and names do not matter. */
const bodyKey = (body: Program): string => {
  const ports = (side: 'inputs' | 'outputs') => body[side].map((port) => port.value).join();
  const ops = body.ops.map((op) => `${op.outputs.join()}=${operationKey(op, op.inputs)}`);
  return [ports('inputs'), ports('outputs'), JSON.stringify(body.values), ...ops].join(';');
};

const attributesKey = (op: Op): string => {
  switch (op.primitive) {
    case 'constant': {
      const { type, data } = op.attributes;
      return `${JSON.stringify(type)}:${typeof data === 'number' ? numberKey(data) : `[${data.map(numberKey).join()}]`}`;
    }
    case 'scan':
    case 'composite': {
      const { body, ...rest } = op.attributes;
      return `${JSON.stringify(rest)}{${bodyKey(body)}}`;
    }
    default:
      return JSON.stringify(op.attributes);
  }
};

const operationKey = (op: Op, inputs: readonly Value[]): string => {
  const ordered = commutative.has(op.primitive) ? inputs.toSorted((a, b) => a - b) : inputs;
  return `${op.primitive}(${ordered.join()})${attributesKey(op)}`;
};

/**
 * Computes equal things once. Everything in a program is a pure function of its inputs, draws of `uniform` included: the same
 * stream with the same counter is the same draw.
 */
export const share: Pass = {
  name: 'share common work',
  exact: true,
  run: everywhere((program) => {
    const seen = new Map<string, readonly Value[]>();
    return rewrite(program, (op, inputs, writer) => {
      const key = operationKey(op, inputs);
      const known = seen.get(key);
      if (known !== undefined) return known;
      const types = op.outputs.map((output) => program.values[output]!);
      const outputs = writer.emit(op.primitive, inputs, op.attributes, types, op.origin);
      seen.set(key, outputs);
      return outputs;
    });
  }),
};
