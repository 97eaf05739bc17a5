import type { Capabilities, Program, TensorType } from '@neurite/contract';
import { record, type Recorder, type Reference } from '../../record/index.js';

/** A backend that takes everything, with some parts changed. */
export const capable = (parts: Partial<Capabilities> = {}): Capabilities => ({
  name: 'test',
  summary: '',
  memory: 'linear',
  exact: true,
  precision: 'float32',
  composites: [],
  supports: () => true,
  lowerings: {},
  ...parts,
});

/** A program for a lowering to answer with: one output, of inputs of these types. */
export const answer = (
  types: readonly TensorType[],
  run: (recorder: Recorder, inputs: readonly Reference[]) => Reference,
): Program =>
  record((recorder) => {
    const inputs = types.map((type, index) => recorder.input(String(index), 'residual', type));
    recorder.output('0', 'residual', run(recorder, inputs));
  });

/** Lowerings that change no bit: a − b as a + −b, transposing products by transposes, and a chain of two. */
export const exactLowerings: Capabilities['lowerings'] = {
  sub: (_, types) =>
    answer(types, ({ emit }, [a, b]) => emit('add', [a!, emit('neg', [b!], {})[0]!], {})[0]!),
  matmul: ({ attributes: { transposeA, transposeB } }, types) =>
    transposeA || transposeB
      ? answer(types, ({ ops }, [a, b]) =>
          ops.matMul(transposeA ? ops.transpose(a!) : a!, transposeB ? ops.transpose(b!) : b!),
        )
      : undefined,
  abs: (_, types) =>
    answer(
      types,
      ({ ops }, [x]) => ops.composite('magnitude', [x!], ([y]) => [ops.maximum(y!, ops.neg(y!))])[0]!,
    ),
};
