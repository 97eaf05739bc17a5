import type { Program, TensorType } from '@neurite/contract';
import { record, type Recorder, type Reference } from '../../record/index.js';
import { dropDead } from '../drop-dead.js';
import { capable } from '../testing/capabilities.js';
import { simplify } from './simplify.js';

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
const int = (...shape: readonly number[]): TensorType => ({ dtype: 'int32', shape });
const bool = (...shape: readonly number[]): TensorType => ({ dtype: 'bool', shape });

/** The operations that are left of a program, as text: `%0` is the first input. */
const left = (
  types: readonly TensorType[],
  run: (recorder: Recorder, inputs: readonly Reference[]) => Reference,
): string => {
  const program: Program = record((recorder) => {
    const inputs = types.map((type, index) => recorder.input(`x${index}`, 'batch', type));
    recorder.output('y', 'output', run(recorder, inputs));
  });
  const after = dropDead.run(simplify.run(program, capable()), capable());
  const attributes = (op: Program['ops'][number]) =>
    Object.keys(op.attributes).length === 0 ? '' : JSON.stringify(op.attributes);
  const lines = after.ops.map(
    (op) =>
      `%${op.outputs.join()} = ${op.primitive}(${op.inputs.map((x) => `%${x}`).join()})${attributes(op)}`,
  );
  return [...lines, `-> %${after.outputs[0]!.value}`].join('\n');
};

describe('simplify', () => {
  const nothing: readonly (readonly [
    string,
    readonly TensorType[],
    (recorder: Recorder, x: readonly Reference[]) => Reference,
  ])[] = [
    ['x + −0', [float(3)], ({ ops }, [x]) => ops.add(x!, -0)],
    ['x − 0', [float(3)], ({ ops }, [x]) => ops.sub(x!, 0)],
    ['x + 0 of int32', [int(3)], ({ ops }, [x]) => ops.add(x!, 0)],
    ['1 · x', [float(3)], ({ ops }, [x]) => ops.mul(1, x!)],
    ['x / 1', [float(3)], ({ ops }, [x]) => ops.div(x!, 1)],
    ['x ^ 1', [float(3)], ({ ops }, [x]) => ops.pow(x!, 1)],
    ['−(−x)', [float(3)], ({ ops }, [x]) => ops.neg(ops.neg(x!))],
    ['not not x', [bool(3)], ({ ops }, [x]) => ops.logicalNot(ops.logicalNot(x!))],
    ['max(x, x)', [float(3)], ({ ops }, [x]) => ops.maximum(x!, x!)],
    ['a cast to the same dtype', [float(3)], ({ emit }, [x]) => emit('cast', [x!], { dtype: 'float32' })[0]!],
    ['stop_gradient', [float(3)], ({ ops }, [x]) => ops.stopGradient(x!)],
    ['a choice between equals', [bool(3), float(3)], ({ ops }, [c, x]) => ops.add(ops.where(c!, x!, x!), -0)],
    ['two reshapes back', [float(2, 3)], ({ ops }, [x]) => ops.reshape(ops.reshape(x!, [6]), [2, 3])],
    [
      'two transposes back',
      [float(2, 3, 4)],
      ({ ops }, [x]) => ops.transpose(ops.transpose(x!, [1, 2, 0]), [2, 0, 1]),
    ],
    ['a slice of all', [float(2, 3)], ({ ops }, [x]) => ops.slice(x!, [0, 0], [2, 3])],
    ['a pad of nothing', [float(2)], ({ ops }, [x]) => ops.pad(x!, [0], [0])],
    [
      'a broadcast to the same shape',
      [float(2, 3)],
      ({ emit }, [x]) => emit('broadcast', [x!], { shape: [2, 3] })[0]!,
    ],
    ['two reverses', [float(2, 3)], ({ ops }, [x]) => ops.reverse(ops.reverse(x!, [0, 1]), [1, 0])],
    ['a split and its concatenation', [float(2, 6)], ({ ops }, [x]) => ops.concat(ops.split(x!, 3, 1), 1)],
    [
      'a part of a concatenation',
      [float(2, 3), float(2, 1)],
      ({ ops }, [a, b]) => ops.slice(ops.concat([b!, a!], 1), [0, 1], [2, 3]),
    ],
  ];
  it.each(nothing)('%s leaves nothing to do', (_, types, run) => {
    expect(left(types, run)).toMatch(/^-> %[01]$/);
  });

  // Each of these would change −0, NaN or an infinity.
  const kept: readonly (readonly [string, (recorder: Recorder, x: Reference) => Reference])[] = [
    ['x + 0', ({ ops }, x) => ops.add(x, 0)],
    ['0 + x', ({ ops }, x) => ops.add(0, x)],
    ['x − −0', ({ ops }, x) => ops.sub(x, -0)],
    ['0 − x', ({ ops }, x) => ops.sub(0, x)],
    ['x · 0', ({ ops }, x) => ops.mul(x, 0)],
    ['x / x', ({ ops }, x) => ops.div(x, x)],
    ['x − x', ({ ops }, x) => ops.sub(x, x)],
    ['a sum over one element', ({ emit }, x) => emit('reduce_sum', [x], { axes: [0] })[0]!],
    ['max(x, 0)', ({ ops }, x) => ops.maximum(x, 0)],
    ['a cast to int32 and back', ({ ops }, x) => ops.cast(ops.cast(x, 'int32'), 'float32')],
  ];
  it.each(kept)('%s stays', (_, run) => {
    expect(left([float(1)], ({ ...recorder }, [x]) => run(recorder as Recorder, x!))).toMatch(
      /%\d+ = (add|sub|mul|div|reduce_sum|maximum|cast)/,
    );
  });

  it('divides by a power of two by multiplying, and by no other number', () => {
    expect(left([float(3)], ({ ops }, [x]) => ops.div(x!, 8))).toContain('"data":0.125');
    expect(left([float(3)], ({ ops }, [x]) => ops.div(x!, 10))).toContain('div(');
    expect(left([int(3)], ({ ops }, [x]) => ops.div(x!, 8))).toContain('div(');
  });

  it('lets elementwise operations repeat their operands themselves', () => {
    const wide = (x: Reference, { emit }: Recorder) => emit('broadcast', [x], { shape: [4, 3] })[0]!;
    expect(
      left([float(4, 3), float(1, 3)], (recorder, [a, b]) => recorder.ops.add(a!, wide(b!, recorder))),
    ).toBe('%2 = add(%0,%1)\n-> %2');
    // Together they still have all extents: one of the two must stay.
    expect(
      left([float(1, 3), float(1, 3)], (recorder, [a, b]) =>
        recorder.ops.add(wide(a!, recorder), wide(b!, recorder)),
      ),
    ).toMatch(/broadcast/);
    expect(left([float(4, 3)], ({ ops }, [a]) => ops.mul(a!, ops.constant(0.5, [4, 3])))).toContain(
      '"shape":[1,1]',
    );
  });

  it('lets matrix products repeat their batches themselves', () => {
    const text = left([float(1, 2, 3), float(5, 3, 2)], ({ ops, emit }, [a, b]) =>
      ops.matMul(emit('broadcast', [a!], { shape: [5, 2, 3] })[0]!, b!),
    );
    expect(text).toMatch(/^%2 = matmul\(%0,%1\)/);
  });

  it('keeps one of the two operands wide where both are the same', () => {
    const text = left([float(1, 2, 3)], ({ ops, emit }, [a]) => {
      const wide = emit('broadcast', [a!], { shape: [5, 2, 3] })[0]!;
      return ops.matMul(wide, wide, { transposeB: true });
    });
    expect(text).toMatch(/matmul\(%0,%1\)/);
  });

  it('makes a reshape of a transpose that moves nothing', () => {
    expect(left([float(1, 4, 3)], ({ ops }, [x]) => ops.transpose(x!, [1, 0, 2]))).toBe(
      '%1 = reshape(%0){"shape":[4,1,3]}\n-> %1',
    );
    expect(left([float(2, 4, 3)], ({ ops }, [x]) => ops.transpose(x!, [1, 0, 2]))).toMatch(/transpose/);
  });

  it('takes one slice of a slice', () => {
    const text = left([float(10)], ({ ops }, [x]) => ops.slice(ops.slice(x!, [1], [4], [2]), [1], [2], [2]));
    expect(text).toBe('%1 = slice(%0){"start":[3],"size":[2],"stride":[4]}\n-> %1');
  });
});
