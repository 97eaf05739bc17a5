import { type Op, type Program, sizeOf, type TensorType } from '@neurite/contract';

type Source = Op<'constant'> | Op<'iota'>;

/** A program without constants: they are its last inputs. */
export interface Lifted {
  readonly program: Program;
  /** What to write for the inputs after the program's own, in order. */
  readonly sources: readonly Source[];
}

const isSource = (op: Op): op is Source => op.primitive === 'constant' || op.primitive === 'iota';

/** Makes inputs of everything that is the same in every run. Bodies of scans are lifted on their own. */
export const liftConstants = (program: Program): Lifted => {
  const sources = program.ops.filter(isSource);
  const ports = sources.map((source, index) => ({
    name: `constant ${index}`,
    role: 'batch' as const,
    value: source.outputs[0]!,
  }));
  return {
    program: {
      ...program,
      ops: program.ops.filter((op) => !isSource(op)),
      inputs: [...program.inputs, ...ports],
    },
    sources,
  };
};

/** Writes the words of a source. */
export const writeSource = (
  { primitive, attributes }: Source,
  int32: Int32Array,
  float32: Float32Array,
  address: number,
): void => {
  const type: TensorType = attributes.type;
  const count = sizeOf(type.shape);
  const words = (type.dtype === 'float32' ? float32 : int32).subarray(address / 4, address / 4 + count);
  if (primitive === 'iota') {
    const inner = sizeOf(type.shape.slice(attributes.axis + 1));
    const extent = type.shape[attributes.axis]!;
    for (let i = 0; i < count; i++) words[i] = Math.floor(i / inner) % extent;
    return;
  }
  const { data } = attributes;
  if (typeof data === 'number') words.fill(data);
  else words.set(data);
};
