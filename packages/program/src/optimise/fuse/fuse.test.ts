import type { Program, TensorType } from '@neurite/contract';
import { record, type Recorder, type Reference } from '../../record/index.js';
import { optimise } from '../optimise.js';
import { capable } from '../testing/capabilities.js';

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
const fused = (
  run: (
    recorder: Recorder,
    input: (name: string, type: TensorType) => Reference,
  ) => Readonly<Record<string, Reference>>,
): Program =>
  optimise(
    record((recorder) => {
      const outputs = run(recorder, (name, type) => recorder.input(name, 'batch', type));
      for (const [name, y] of Object.entries(outputs)) recorder.output(name, 'output', y);
    }),
    capable({ composites: ['elementwise'] }),
  );
const primitives = ({ ops }: Program): readonly string[] => ops.map(({ primitive }) => primitive);
/** What each fused operation does, inside. */
const bodies = ({ ops }: Program): readonly string[] =>
  ops.flatMap((op) =>
    op.primitive === 'composite'
      ? [
          op.attributes.body.ops
            .map(({ primitive }) => primitive)
            .filter((p) => p !== 'constant')
            .join(' '),
        ]
      : [],
  );

describe('fuse', () => {
  it('merges a chain, and takes scalar constants along', () => {
    const program = fused(({ ops }, input) => ({
      y: ops.tanh(ops.add(ops.mul(input('x', float(4, 3)), 2), 1)),
    }));
    expect(primitives(program)).toEqual(['composite']);
    expect(bodies(program)).toEqual(['mul add tanh']);
    expect(program.ops[0]!.inputs).toHaveLength(1);
  });

  it('makes one operation with several results of the whole update of a parameter', () => {
    const program = fused(({ ops }, input) => {
      const [w, g, m, v] = ['w', 'g', 'm', 'v'].map((name) => input(name, float(5, 4))) as [
        Reference,
        Reference,
        Reference,
        Reference,
      ];
      const rate = ops.reshape(input('rate', float()), [1, 1]);
      // The gradient is clipped by its own norm: what comes before the sum must not be merged with what comes after.
      const clipped = ops.mul(g, ops.rsqrt(ops.add(ops.sum(ops.square(g), [0, 1], true), 1)));
      const [m1, v1] = [
        ops.add(ops.mul(m, 0.9), ops.mul(clipped, 0.1)),
        ops.add(ops.mul(v, 0.99), ops.mul(ops.square(clipped), 0.01)),
      ];
      return { w: ops.sub(w, ops.mul(rate, ops.div(m1, ops.add(ops.sqrt(v1), 1e-8)))), m: m1, v: v1 };
    });
    const updates = program.ops.filter((op) => op.primitive === 'composite' && op.outputs.length === 3);
    expect(updates).toHaveLength(1);
    expect(primitives(program).filter((primitive) => primitive === 'mul')).toEqual(['mul']);
    expect(bodies(program).at(-1)!.split(' ')).toHaveLength(13);
  });

  it('does not merge around an operation in between', () => {
    const program = fused(({ ops }, input) => {
      const x = ops.exp(ops.neg(input('x', float(3, 3))));
      return { y: ops.tanh(ops.add(x, ops.matMul(x, x))) };
    });
    expect(bodies(program)).toEqual(['neg exp', 'add tanh']);
  });

  it('merges over operands of extent 1, but not with what makes them', () => {
    const program = fused(({ ops }, input) => {
      const row = ops.tanh(ops.neg(input('row', float(1, 3))));
      return { y: ops.exp(ops.add(input('x', float(2, 3)), row)) };
    });
    expect(bodies(program)).toEqual(['neg tanh', 'add exp']);
  });

  it('hands out what others read as well', () => {
    const program = fused(({ ops }, input) => {
      const once = ops.exp(ops.neg(input('x', float(4))));
      return { y: ops.tanh(once), once };
    });
    expect(primitives(program)).toEqual(['composite']);
    expect(program.ops[0]!.outputs).toHaveLength(2);
  });

  it('computes again what costs less than reading it', () => {
    const program = fused(({ ops }, input) => {
      const g = input('g', float(5, 4));
      const square = ops.square(g);
      return { y: ops.mul(ops.exp(ops.add(square, g)), ops.sum(square, [0, 1], true)) };
    });
    const update = program.ops.at(-1)!;
    expect(bodies(program)).toEqual(['mul add exp mul']);
    expect(update.inputs).toHaveLength(2);
    expect(primitives(program)).toEqual(['mul', 'reduce_sum', 'reshape', 'composite']);
  });

  it('leaves what the backend refuses, and single operations', () => {
    const program = record(({ ops, input, output }) =>
      output('y', 'output', ops.tanh(ops.exp(input('x', 'batch', float(3))))),
    );
    const refusing = capable({
      composites: ['elementwise'],
      supports: (op) => op.primitive !== 'composite' || 'no',
    });
    expect(primitives(optimise(program, refusing))).toEqual(['exp', 'tanh']);
    expect(primitives(optimise(program, capable()))).toEqual(['exp', 'tanh']);
    expect(primitives(fused(({ ops }, input) => ({ y: ops.exp(input('x', float(3))) })))).toEqual(['exp']);
  });

  it('works inside scans', () => {
    const program = fused(({ ops }, input) => {
      const { carries } = ops.scan(
        { carries: [input('h', float(4))], sequences: [input('x', float(5, 4))] },
        (_, [h], [x]) => ({
          carries: [ops.tanh(ops.add(h!, ops.mul(x!, 0.5)))],
          stacked: [],
        }),
      );
      return { y: carries[0]! };
    });
    const [scan] = program.ops;
    expect(scan!.primitive === 'scan' && bodies(scan!.attributes.body)).toEqual(['mul add tanh']);
  });
});
