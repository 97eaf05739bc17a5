import type { Ops } from '@neurite/contract';
import { evaluate } from '../reference/index.js';
import { record, type Reference } from '../record/index.js';
import { createRandomness } from '../record/randomness.js';
import { checkGradients } from '../testing/check-gradients.js';
import { ints, spreadOver } from '../testing/tensors.js';
import { differentiate } from './differentiate.js';

/** h ← tanh(h·W + x·U + b), its states stacked. */
const rnn =
  (reverse: boolean) =>
  ([x, h, w, u, b]: readonly Reference[], ops: Ops<Reference>): readonly Reference[] => {
    const { carries, stacked } = ops.scan(
      { constants: [w!, u!, b!], carries: [h!], sequences: [x!], reverse },
      ([recurrent, kernel, bias], [state], [slice]) => {
        const next = ops.tanh(
          ops.add(ops.add(ops.matMul(state!, recurrent!), ops.matMul(slice!, kernel!)), bias!),
        );
        return { carries: [next], stacked: [next] };
      },
    );
    return [...carries, ...stacked];
  };
const rnnInputs = [
  spreadOver([3, 2, 2]),
  spreadOver([2, 3], -1, 1, 1),
  spreadOver([3, 3], -1, 1, 2),
  spreadOver([2, 3], -1, 1, 3),
  spreadOver([3], -1, 1, 4),
];

describe('the gradient of scan', () => {
  it.each([false, true])('through a recurrent layer, reverse: %s', (reverse) => {
    checkGradients(rnnInputs, rnn(reverse), { tolerance: 1e-7 });
  });

  it('through products of carries, carries that only later matter, and unused results', () => {
    checkGradients([spreadOver([4]), spreadOver([], 0.5, 1), spreadOver([], 0.5, 1, 3)], ([x, a, b], ops) => {
      const { carries, stacked } = ops.scan(
        { carries: [a!, b!, ops.ones([])], sequences: [x!] },
        (_, [p, q, unused], [slice]) => ({
          // q reaches the result only through p of the next iteration.
          carries: [ops.mul(p!, ops.exp(q!)), ops.add(ops.mul(q!, slice!), 0.1), ops.mul(unused!, p!)],
          stacked: [ops.sin(p!), ops.mul(slice!, unused!)],
        }),
      );
      return [carries[0]!, stacked[0]!];
    });
  });

  it('with integers among constants, carries and sequences', () => {
    const inputs = [spreadOver([3, 4]), ints([3], [2, 0, 3]), ints([], [1]), spreadOver([], 0.5, 1)];
    checkGradients(inputs, ([x, places, count, h], ops) => {
      const { carries } = ops.scan(
        { constants: [count!], carries: [h!, ops.constant(1, [], 'int32')], sequences: [x!, places!] },
        ([step], [state, number], [row, place]) => ({
          carries: [
            ops.mul(ops.add(state!, ops.gather(row!, place!)), ops.cast(number!, 'float32')),
            ops.add(number!, step!),
          ],
          stacked: [],
        }),
      );
      return carries[0]!;
    });
  });

  it('of a loop without sequences', () => {
    checkGradients(
      [spreadOver([2], 0.4, 0.9), spreadOver([2], 2, 3)],
      ([x, r], ops) => {
        const { carries } = ops.scan(
          { constants: [r!], carries: [x!], sequences: [], length: 3 },
          ([rate], [y]) => ({
            carries: [ops.mul(rate!, ops.mul(y!, ops.sub(1, y!)))],
            stacked: [],
          }),
        );
        return carries[0]!;
      },
      { tolerance: 1e-6 },
    );
  });

  it('of a loop of no iterations', () => {
    checkGradients([spreadOver([0, 2]), spreadOver([2]), spreadOver([2], -1, 1, 1)], ([x, h, w], ops) => {
      const { carries, stacked } = ops.scan(
        { constants: [w!], carries: [h!], sequences: [x!] },
        ([k], [a], [b]) => ({
          carries: [ops.mul(ops.add(a!, b!), k!)],
          stacked: [a!],
        }),
      );
      return [carries[0]!, stacked[0]!];
    });
  });

  it('of a scan in a scan, with a convolution and a composite inside', () => {
    const inputs = [spreadOver([2, 2, 1, 3, 1]), spreadOver([1, 3, 2]), spreadOver([2, 2, 2], -1, 1, 3)];
    const convolution = { strides: [1], padding: [[1, 0]], dilation: [1], groups: 1 } as const;
    checkGradients(
      inputs,
      ([xs, h, kernel], ops) => {
        const { carries } = ops.scan(
          { constants: [kernel!], carries: [h!], sequences: [xs!] },
          ([k], [outer], [x]) => {
            const inner = ops.scan(
              { constants: [k!], carries: [outer!], sequences: [x!], reverse: true },
              ([f], [y], [z]) => ({
                carries: [ops.softmax(ops.add(ops.conv(y!, f!, convolution), z!))],
                stacked: [],
              }),
            );
            return { carries: inner.carries, stacked: [] };
          },
        );
        return carries[0]!;
      },
      { tolerance: 1e-7 },
    );
  });

  it('that draws random numbers: going back draws the same again', () => {
    const inputs = [spreadOver([4, 3]), spreadOver([3], 0.5, 1), ints([4], [7, 1, 0, 0])];
    checkGradients(inputs, ([x, h, counter], _, recorder) => {
      const { ops, draw } = createRandomness(recorder, counter!);
      const { carries } = ops.scan({ carries: [h!], sequences: [x!] }, (__, [state], [slice]) => ({
        carries: [ops.add(ops.mul(state!, draw('dropout/mask', [3])), ops.square(slice!))],
        stacked: [],
      }));
      return carries[0]!;
    });
  });

  it('sums products of matrices in one product outside', () => {
    const program = record(({ ops, input, output }) => {
      const inputs = rnnInputs.map((tensor, index) => input(`${index}`, 'batch', tensor));
      output('y', 'output', ops.sum(rnn(false)(inputs, ops)[0]!));
    });
    const { ops, values } = differentiate(program, { of: 'y', by: ['1', '2', '3', '4'] });
    const scans = ops.flatMap((op) => (op.primitive === 'scan' ? [op.attributes] : []));
    expect(scans.map(({ reverse, carries }) => ({ reverse, carries }))).toEqual([
      { reverse: false, carries: 1 },
      // Only the state's gradient is carried: those of W, U and b are not.
      { reverse: true, carries: 1 },
    ]);
    const products = ops
      .filter((op) => op.primitive === 'matmul')
      .map((op) => op.inputs.map((value) => values[value]!.shape));
    // Three iterations of two examples.
    expect(products).toContainEqual([
      [6, 3],
      [6, 3],
    ]);
    expect(products).toContainEqual([
      [6, 2],
      [6, 3],
    ]);
  });

  it('carries gradients of constants that are no sums of products', () => {
    const program = record(({ ops, input, output }) => {
      const [x, a] = [input('x', 'batch', spreadOver([3, 2])), input('a', 'batch', spreadOver([2]))];
      const { carries } = ops.scan(
        { constants: [a], carries: [ops.ones([2])], sequences: [x] },
        ([k], [h], [slice]) => ({
          carries: [ops.mul(ops.mul(h!, k!), slice!)],
          stacked: [],
        }),
      );
      output('y', 'output', ops.sum(carries[0]!));
    });
    // y = Σ a³·x₀·x₁·x₂, so dy/da = 3a²·x₀·x₁·x₂.
    const [x, a] = [spreadOver([3, 2]), spreadOver([2], 0.5, 1)];
    const gradient = evaluate(differentiate(program, { of: 'y', by: ['a'], keep: [] }), [x, a])[0]!;
    [0, 1].forEach((i) => {
      expect(gradient.data[i]).toBeCloseTo(
        3 * a.data[i]! ** 2 * x.data[i]! * x.data[2 + i]! * x.data[4 + i]!,
        14,
      );
    });
  });
});
