import type { Capabilities, Diagnostic, Op, Origin, Program, Span } from '@neurite/contract';
import { report } from './diagnostics.js';

/** Origins know lines only: the first column stands for the whole line, and the offset is not known. */
const spanOf = ({ source, line }: Origin): Span | undefined => {
  if (source === undefined || line === undefined) return undefined;
  const position = { offset: 0, line, column: 1 };
  return { source, start: position, end: position };
};

const refusals = (program: Program, capabilities: Capabilities): readonly Diagnostic[] =>
  program.ops.flatMap((op: Op): readonly Diagnostic[] => {
    const types = op.inputs.map((input) => program.values[input]!);
    const answer = capabilities.supports(op, types);
    const inside = op.primitive === 'scan' ? refusals(op.attributes.body, capabilities) : [];
    if (answer === true) return inside;
    const origin = program.origins[op.origin]!;
    const span = spanOf(origin);
    const parts = { backend: capabilities.name, primitive: op.primitive, path: origin.path, reason: answer };
    return [report('backend-cannot', parts, span === undefined ? {} : { span }), ...inside];
  });

/**
 * What of an optimised program the backend cannot run, as diagnostics at the layers' lines: empty for a program that
 * `Device.prepare` accepts. Each complaint comes once, however many operations share it.
 */
export const unsupported = (program: Program, capabilities: Capabilities): readonly Diagnostic[] => {
  const found = new Map(refusals(program, capabilities).map((each) => [JSON.stringify(each), each]));
  return [...found.values()];
};
