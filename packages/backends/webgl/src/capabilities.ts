import type { Capabilities, Op } from '@neurite/contract';
import { unfusable } from './kernels/index.js';

/** Textures hold float32, and so integers up to here. */
const largestInteger = 2 ** 24;

const largeConstant = ({ type, data }: Op<'constant'>['attributes']): boolean =>
  type.dtype === 'int32' &&
  (typeof data === 'number' ? [data] : data).some((value) => Math.abs(value) > largestInteger);

/** What WebGL can do: every primitive, with kernels of tfjs or of its own; nothing needs lowering. */
export const capabilities: Capabilities = Object.freeze({
  name: 'webgl',
  summary:
    'The GPU of a browser, through WebGL2 and tfjs. Results may differ in their last bits between GPUs.',
  memory: 'opaque',
  exact: false,
  precision: 'float32',
  composites: Object.freeze(['elementwise']),
  supports: (op: Op) => {
    if (op.primitive === 'constant' && largeConstant(op.attributes)) {
      return 'WebGL keeps integers in float32 textures, which are exact only up to 2²⁴ = 16,777,216';
    }
    if (op.primitive === 'composite') {
      const reason = unfusable(op.attributes.body);
      return reason === undefined ? true : `${op.attributes.name} does not fit one shader: ${reason}`;
    }
    return true;
  },
  lowerings: Object.freeze({}),
});
