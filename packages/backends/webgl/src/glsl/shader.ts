/** The largest number of tensors that one shader reads: what every WebGL2 offers. */
export const maximumInputs = 16;

/**
 * A fragment shader that computes one tensor, element by element. Tensors are flat: `x0(int)`, `x1(int)` … read the inputs by
 * row-major index, `i` is the index of the element being made.
 */
export interface Shader {
  readonly inputs: number;
  /** The number of elements that it makes. */
  readonly size: number;
  /** Names of `int` uniforms, whose values are given with each run: what varies without a new compilation. */
  readonly uniforms: readonly string[];
  readonly code: string;
}

export interface ShaderParts {
  readonly inputs: number;
  readonly size: number;
  readonly uniforms?: readonly string[];
  /** Functions that `body` calls, each before those that call it. */
  readonly functions?: readonly string[];
  /** Statements before the result is known. */
  readonly body?: string;
  /** An expression: the element at `i`. */
  readonly result: string;
}

export const shader = ({
  inputs,
  size,
  uniforms = [],
  functions = [],
  body = '',
  result,
}: ShaderParts): Shader => {
  // tfjs names the sampler of a variable `a0` getA0; the short name keeps the rest readable.
  const samplers = Array.from({ length: inputs }, (_, n) => `#define x${n}(at) getA${n}(at)`);
  const code = `
${samplers.join('\n')}
${functions.join('\n')}
void main() {
  int i = getOutputCoords();
  ${body}
  setOutput(${result});
}`;
  return { inputs, size, uniforms, code };
};
