import type { Device, HostTensor, TensorType } from '@neurite/contract';
import { record, type Recorder } from '@neurite/program';
import { draw } from '@neurite/testing';
import { agree, single } from '../test/agree.test.helper.js';
import { wasm } from '../wasm.js';

let device: Device;
beforeAll(async () => {
  device = await wasm.open();
});
afterAll(() => device.close());

const typeOf = ({ dtype, shape }: HostTensor): TensorType => ({ dtype, shape });
describe('fused chains', () => {
  const chain = (recorder: Recorder, inputs: readonly HostTensor[], outputs: number) => {
    const { ops, input, output } = recorder;
    const operands = inputs.map((each, i) => input(`x${i}`, 'batch', typeOf(each)));
    const results = ops.composite('elementwise', operands, ([a, row, column, scalar, chosen]) => {
      const sum = ops.add(ops.mul(a!, row!), column!);
      const gate = ops.sigmoid(ops.mul(sum, scalar!));
      const positive = ops.less(row!, sum);
      return [
        ops.where(ops.logicalAnd(chosen!, positive), gate, ops.neg(sum)),
        ops.logicalOr(ops.logicalNot(positive), chosen!),
        ops.cast(ops.floor(ops.mul(sum, 10)), 'int32'),
      ].slice(0, outputs);
    });
    results.forEach((y, i) => output(`y${i}`, 'output', y));
  };

  it.each([1, 2, 3, 4, 5, 7, 8, 16, 19, 33])(
    'broadcast rows, columns and numbers over rows of %d',
    async (width) => {
      const random = draw(width);
      const inputs = [
        random.floats([3, 5, width]),
        random.floats([1, 1, width]),
        random.floats([3, 5, 1]),
        random.floats([1, 1, 1]),
        random.bools([3, 1, width]),
      ];
      for (const outputs of [1, 2, 3])
        await agree(
          device,
          record((recorder) => chain(recorder, inputs, outputs)),
          inputs,
          { absolute: 1e-7, relative: 1e-6 },
        );
    },
  );

  it('differ where only a constant does that JSON cannot write', async () => {
    const x = draw(1).floats([6]);
    const program = record(({ ops, input, output }) => {
      const given = input('x', 'batch', typeOf(x));
      for (const constant of [Infinity, -Infinity, NaN, 0, -0]) {
        const [y] = ops.composite('elementwise', [given], ([a]) => [
          ops.div(1, ops.mul(ops.abs(a!), constant)),
        ]);
        output(`y${constant}${Object.is(constant, -0)}`, 'output', y!);
      }
    });
    const results = await agree(device, program, [x]);
    expect(results.map(({ data }) => data[0])).toEqual([0, -0, NaN, Infinity, -Infinity]);
  });

  it('update donated tensors in place, each element once', async () => {
    const program = record(({ ops, input, output, donate }) => {
      const [p, m] = [
        input('p', 'parameter', { dtype: 'float32', shape: [7, 3] }),
        input('m', 'slot', { dtype: 'float32', shape: [7, 3] }),
      ];
      const [q, n] = ops.composite('elementwise', [p, m], ([a, b]) => {
        const next = ops.add(ops.mul(b!, 0.5), a!);
        return [ops.sub(a!, next), next];
      });
      output('p', 'parameter', q!);
      output('m', 'slot', n!);
      donate('parameter', 'p');
      donate('slot', 'm');
    });
    const inputs = [draw(1).floats([7, 3]), draw(2).floats([7, 3])];
    await agree(device, program, inputs, { absolute: 2.5e-7, relative: 0 });
  });
});

describe('int32', () => {
  const extremes = [0, 1, -1, 2, -2, 3, 7, -7, 46341, -46341, 2147483647, -2147483648];
  const pairs = extremes.flatMap((a) => extremes.map((b) => [a, b] as const));
  const operands = [0, 1].map((side): HostTensor => ({
    dtype: 'int32',
    shape: [pairs.length],
    data: Int32Array.from(pairs, (pair) => pair[side]!),
  }));

  it.each(['add', 'sub', 'mul', 'maximum', 'minimum', 'equal', 'less', 'div'] as const)(
    '%s wraps as the reference does',
    async (primitive) => {
      await agree(device, single(primitive, {}, operands), operands);
    },
  );

  it('raises to powers modulo 2³²', async () => {
    const [base, exponent] = [3, -5, 10, 2, 0, 0, 1, -1, -1, 7]
      .map((a, i) => [a, [20, 3, 9, 40, 0, 5, -3, -3, -4, -1][i]!])
      .reduce(
        ([as, bs], [a, b]) =>
          [
            [...as, a!],
            [...bs, b!],
          ] as [number[], number[]],
        [[], []] as [number[], number[]],
      );
    const inputs = [base, exponent].map((data): HostTensor => ({
      dtype: 'int32',
      shape: [10],
      data: Int32Array.from(data),
    }));
    const buffers = inputs.map((input) => device.write(typeOf(input), input.data));
    const executable = await device.prepare(single('pow', {}, inputs));
    const [y] = executable.run(buffers);
    // 3²⁰ = 3486784401 and 2⁴⁰ leave their lowest 32 bits; below 0 the fraction is cut off.
    expect([...(await device.read(y!))]).toEqual([3486784401 | 0, -125, 1e9, 0, 1, 0, 1, -1, 1, 0]);
    [y!, ...buffers].forEach(device.free);
    executable.dispose();
  });
});
