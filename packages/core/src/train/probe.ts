import { sizeOf, type Op, type Program, type TensorType, type Value } from '@neurite/contract';

/** A program that counts, for some operations of another, how many elements of their results are not finite. */
export interface Probe {
  readonly program: Program;
  /** The operations that are watched, in order: element i of the output `probe` is the count of `watched[i]`. */
  readonly watched: readonly Op[];
}

/** The output of a probe program that holds the counts. */
export const PROBE = 'probe';

/**
 * Adds a count of elements that are not finite behind every operation that makes float32 values. Counts follow their operation at
 * once, so that no value has to be kept for them.
 */
export const probeProgram = (program: Program): Probe => {
  const values: TensorType[] = [...program.values];
  const ops: Op[] = [];
  const watched: Op[] = [];
  const counts: Value[] = [];
  const append = (type: TensorType, make: (output: Value) => Op): Value => {
    const output = values.push(type) - 1;
    ops.push(make(output));
    return output;
  };
  for (const op of program.ops) {
    ops.push(op);
    // Constants are as their author wrote them: minus infinity, for example, to mask with.
    if (op.primitive === 'constant') continue;
    for (const value of op.outputs) {
      const { dtype, shape } = program.values[value]!;
      if (dtype !== 'float32' || sizeOf(shape) === 0) continue;
      const { origin } = op;
      const size = [sizeOf(shape)];
      const flat = append({ dtype, shape: size }, (output) => ({
        primitive: 'reshape',
        inputs: [value],
        attributes: { shape: size },
        outputs: [output],
        origin,
      }));
      const unary = (primitive: 'is_finite' | 'logical_not', input: Value): Value =>
        append({ dtype: 'bool', shape: size }, (output) => ({
          primitive,
          inputs: [input],
          attributes: {},
          outputs: [output],
          origin,
        }));
      const odd = append({ dtype, shape: size }, (output) => ({
        primitive: 'cast',
        inputs: [unary('logical_not', unary('is_finite', flat))],
        attributes: { dtype: 'float32' },
        outputs: [output],
        origin,
      }));
      const sum = append({ dtype, shape: [] }, (output) => ({
        primitive: 'reduce_sum',
        inputs: [odd],
        attributes: { axes: [0] },
        outputs: [output],
        origin,
      }));
      counts.push(
        append({ dtype, shape: [1] }, (output) => ({
          primitive: 'reshape',
          inputs: [sum],
          attributes: { shape: [1] },
          outputs: [output],
          origin,
        })),
      );
      watched.push(op);
    }
  }
  const all = append({ dtype: 'float32', shape: [counts.length] }, (output) => ({
    primitive: 'concat',
    inputs: counts,
    attributes: { axis: 0 },
    outputs: [output],
    origin: 0,
  }));
  return {
    program: {
      ...program,
      values,
      ops,
      outputs: [...program.outputs, { name: PROBE, role: 'finding', value: all }],
    },
    watched,
  };
};
