import { fillUniform } from '../random/uniform.js';
import { make, type Evaluators } from './evaluator.js';
import { around } from './strides.js';

export const sourceReference: Evaluators<'source'> = {
  constant: ({ type, data }, _, precision) => [
    make(type, precision, (out) => (typeof data === 'number' ? out.fill(data) : out.set(data))),
  ],
  iota: ({ type, axis }, _, precision) => [
    make(type, precision, (out) => {
      const [, extent, inner] = around(type.shape, axis);
      for (let i = 0; i < out.length; i++) out[i] = Math.floor(i / inner) % extent;
    }),
  ],
  uniform: ({ shape, stream }, [counter], precision) => [
    make({ dtype: 'float32', shape }, precision, (out) =>
      fillUniform(out as Float32Array | Float64Array, stream, counter!.data),
    ),
  ],
};
