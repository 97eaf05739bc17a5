import type { Shape } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';

interface Program {
  readonly variableNames: readonly string[];
  readonly outputShape: readonly number[];
  readonly userCode: string;
}

/** What is used of tfjs's WebGL backend. */
interface Backend {
  compileAndRun(program: Program, inputs: readonly tf.TensorInfo[], dtype: tf.DataType): tf.TensorInfo;
}

/**
 * One pass over a result of float32.
 *
 * @param code GLSL in which tfjs has a function for each input, `getX(…)` and `getXAtOutCoords()` for X; tfjs compiles equal code once.
 */
export const shade = (inputs: Readonly<Record<string, tf.Tensor>>, shape: Shape, code: string): tf.Tensor => {
  const program = {
    variableNames: Object.keys(inputs),
    outputShape: [...shape],
    userCode: `void main() { ${code} }`,
  };
  const backend = tf.backend() as unknown as Backend;
  return tf
    .engine()
    .makeTensorFromTensorInfo(backend.compileAndRun(program, Object.values(inputs), 'float32'));
};
