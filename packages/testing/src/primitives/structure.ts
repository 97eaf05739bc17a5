import type { HostTensor } from '@neurite/contract';
import { record, type Recorder, type Reference } from '@neurite/program';
import type { ProgramCase } from '../run/index.js';
import { draw, flat, tensor } from '../tensors/index.js';
import { typeOf } from './case-of.js';

const random = draw(71);

/** A case of several operations: from the inputs to the outputs. */
const programCase = (
  name: string,
  inputs: readonly HostTensor[],
  run: (recorder: Recorder, inputs: readonly Reference[]) => readonly Reference[],
  extra: Partial<Pick<ProgramCase, 'expect'>> = {},
): ProgramCase => ({
  name,
  inputs,
  program: record((recorder) => {
    const operands = inputs.map((input, index) => recorder.input(`x${index}`, 'batch', typeOf(input)));
    run(recorder, operands).forEach((y, index) => recorder.output(`y${index}`, 'output', y));
  }),
  ...extra,
});

const scans: readonly ProgramCase[] = [
  ...[false, true].map((reverse) =>
    programCase(
      `scan: running sums${reverse ? ', reverse' : ''}`,
      [tensor(10), tensor([1, 2, 3])],
      ({ ops }, [start, xs]) => {
        const { carries, stacked } = ops.scan(
          { carries: [start!], sequences: [xs!], reverse },
          (_, [sum], [x]) => {
            const next = ops.add(sum!, x!);
            return { carries: [next], stacked: [next, ops.mul(sum!, 2)] };
          },
        );
        return [...carries, ...stacked];
      },
      {
        expect: reverse
          ? [tensor(16), tensor([16, 15, 13]), tensor([30, 26, 20])]
          : [tensor(16), tensor([11, 13, 16]), tensor([20, 22, 26])],
      },
    ),
  ),
  programCase(
    'scan: no sequences',
    [random.floats([3, 3]), random.floats([2, 3])],
    ({ ops }, [weights, start]) => {
      const step = (w: Reference, h: Reference) => ops.tanh(ops.matMul(h, w));
      return ops.scan({ constants: [weights!], carries: [start!], sequences: [], length: 4 }, ([w], [h]) => ({
        carries: [step(w!, h!)],
        stacked: [],
      })).carries;
    },
  ),
  programCase(
    'scan: no carries',
    [random.floats([4, 3]), random.floats([4, 3])],
    ({ ops }, [a, b]) =>
      ops.scan({ carries: [], sequences: [a!, b!] }, (_, __, [x, y]) => ({
        carries: [],
        stacked: [ops.mul(x!, ops.sum(y!))],
      })).stacked,
  ),
  programCase('scan: length 0', [tensor([1, 2]), flat([0, 2], [])], ({ ops }, [start, xs]) => {
    const { carries, stacked } = ops.scan({ carries: [start!], sequences: [xs!] }, (_, [h], [x]) => {
      const next = ops.add(h!, x!);
      return { carries: [next], stacked: [next] };
    });
    return [...carries, ...stacked];
  }),
  programCase(
    'scan: carries change places',
    [tensor([1, 2]), tensor([3, 4]), flat([3], [1, 1, 1])],
    ({ ops }, [a, b, xs]) =>
      ops.scan({ carries: [a!, b!], sequences: [xs!] }, (_, [x, y]) => ({ carries: [y!, x!], stacked: [] }))
        .carries,
    { expect: [tensor([3, 4]), tensor([1, 2])] },
  ),
  programCase(
    'scan: a carry that stays, a slice handed on',
    [tensor([1, 2]), random.floats([3, 2])],
    ({ ops }, [a, xs]) => {
      const { carries, stacked } = ops.scan({ carries: [a!], sequences: [xs!] }, (_, [h], [x]) => ({
        carries: [h!],
        stacked: [x!, h!],
      }));
      return [...carries, ...stacked];
    },
  ),
  programCase(
    'scan: int32 and bool carries',
    [tensor(0, 'int32'), tensor(true), random.ints([5], -3, 4)],
    ({ ops }, [n, all, xs]) => {
      const { carries, stacked } = ops.scan(
        { carries: [n!, all!], sequences: [xs!] },
        (_, [count, so], [x]) => {
          const next = ops.add(count!, x!);
          const still = ops.logicalAnd(so!, ops.less(x!, 3));
          return { carries: [next, still], stacked: [still, next] };
        },
      );
      return [...carries, ...stacked];
    },
  ),
  programCase('scan: nested', [random.floats([2, 2]), random.floats([3, 4, 2])], ({ ops }, [start, xs]) => {
    const { carries, stacked } = ops.scan({ carries: [start!], sequences: [xs!] }, (_, [h], [rows]) => {
      const inner = ops.scan(
        { constants: [h!], carries: [ops.zeros([2])], sequences: [rows!], reverse: true },
        ([matrix], [sum], [row]) => {
          const next = ops.add(sum!, ops.reshape(ops.matMul(ops.reshape(row!, [1, 2]), matrix!), [2]));
          return { carries: [next], stacked: [next] };
        },
      );
      const next = ops.tanh(ops.add(h!, ops.expand(inner.carries[0]!, 0)));
      return { carries: [next], stacked: [inner.stacked[0]!] };
    });
    return [...carries, ...stacked];
  }),
  programCase(
    'scan: draws in each iteration',
    [tensor([5, 6, 7, 0], 'int32'), tensor([0, 1, 2], 'int32')],
    ({ ops, emit }, [counter, steps]) =>
      ops.scan({ constants: [counter!], carries: [], sequences: [steps!] }, ([base], _, [step]) => {
        const own = ops.concat([ops.slice(base!, [0], [3]), ops.reshape(step!, [1])], 0);
        return { carries: [], stacked: emit('uniform', [own], { shape: [5], stream: 9 }) };
      }).stacked,
  ),
];

const composites: readonly ProgramCase[] = [
  programCase('composite: softmax', [random.floats([4, 7], -5, 5)], ({ ops }, [x]) => [ops.softmax(x!)]),
  programCase(
    'composite: softmax of large numbers',
    [
      tensor([
        [1000, 1001, 1002],
        [-1000, 0, 1000],
      ]),
    ],
    ({ ops }, [x]) => [ops.softmax(x!)],
  ),
  programCase('composite: softmax, first axis', [random.floats([4, 7])], ({ ops }, [x]) => [
    ops.softmax(x!, 0),
  ]),
  programCase('composite: log_softmax', [random.floats([3, 2, 5], -9, 9)], ({ ops }, [x]) => [
    ops.logSoftmax(x!),
  ]),
  programCase(
    'composite: log_softmax where one class is certain',
    [tensor([[200, 0, -200]])],
    ({ ops }, [x]) => [ops.logSoftmax(x!)],
  ),
  programCase(
    'composite: softplus',
    [tensor([0, 1, -1, 30, -30, 200, -200, Infinity, -Infinity, NaN])],
    ({ ops }, [x]) => [ops.softplus(x!)],
  ),
  programCase(
    'composite: unknown to everybody',
    [random.floats([3]), random.floats([3])],
    ({ ops }, [a, b]) =>
      ops.composite('blend', [a!, b!], ([x, y]) => [
        ops.add(ops.mul(x!, 0.25), ops.mul(y!, 0.75)),
        ops.sub(x!, y!),
      ]),
  ),
];

/** What a backend does with handles and memory, where the program is hardly worth running. */
const plumbing: readonly ProgramCase[] = [
  programCase('ports: an output is an input', [random.floats([3])], (_, [x]) => [x!]),
  programCase('ports: an output is an input reshaped', [random.floats([6])], ({ ops }, [x]) => [
    ops.reshape(x!, [2, 3]),
  ]),
  programCase('ports: one value, two outputs', [random.floats([5])], ({ ops }, [x]) => {
    const y = ops.exp(x!);
    return [y, y];
  }),
  programCase('ports: a value and a view of it', [random.floats([6])], ({ ops }, [x]) => {
    const y = ops.exp(x!);
    return [y, ops.reshape(y, [2, 3]), ops.slice(y, [2], [3])];
  }),
  programCase('ports: no inputs', [], ({ ops }) => [ops.add(ops.iota([3]), 1)]),
  programCase(
    'ports: an input that nothing reads',
    [random.floats([2]), random.floats([3])],
    ({ ops }, [, y]) => [ops.neg(y!)],
  ),
  programCase('memory: a long chain', [random.floats([64])], ({ ops }, [x]) => {
    let y = x!;
    for (let i = 0; i < 40; i++) y = i % 2 === 0 ? ops.tanh(ops.add(y, 0.1)) : ops.mul(y, 1.5);
    return [y];
  }),
  programCase('memory: early values that are needed late', [random.floats([16])], ({ ops }, [x]) => {
    const kept = [ops.exp(x!), ops.sin(x!), ops.cos(x!), ops.sigmoid(x!)];
    let y = x!;
    for (let i = 0; i < 6; i++) y = ops.tanh(ops.sub(y, 0.3));
    return [kept.reduce((sum, each) => ops.add(sum, each), y)];
  }),
  programCase(
    'memory: an operand overwritten by its own product',
    [random.floats([4, 4])],
    ({ ops }, [x]) => {
      const y = ops.add(x!, 1);
      return [ops.mul(y, ops.transpose(y)), ops.mul(ops.slice(y, [0, 0], [1, 4]), y)];
    },
  ),
  programCase(
    'memory: a right operand that changes between products',
    [random.floats([3, 3])],
    ({ ops }, [x]) => {
      const once = ops.matMul(x!, x!);
      return [ops.matMul(once, ops.add(once, 1)), ops.matMul(x!, once)];
    },
  ),
];

const donating = (
  name: string,
  inputs: Readonly<Record<string, HostTensor>>,
  run: (
    recorder: Recorder,
    inputs: Readonly<Record<string, Reference>>,
  ) => Readonly<Record<string, Reference>>,
  donated: readonly string[],
): ProgramCase => ({
  name: `donation: ${name}`,
  inputs: Object.values(inputs),
  program: record((recorder) => {
    const operands = Object.fromEntries(
      Object.entries(inputs).map(([key, input]) => [key, recorder.input(key, 'parameter', typeOf(input))]),
    );
    for (const [key, y] of Object.entries(run(recorder, operands))) recorder.output(key, 'parameter', y);
    for (const key of donated) recorder.donate('parameter', key);
  }),
});

const donations: readonly ProgramCase[] = [
  donating(
    'an update',
    { w: random.floats([5]), g: random.floats([5]) },
    ({ ops }, { w, g }) => ({ w: ops.sub(w!, ops.mul(g!, 0.1)) }),
    ['w'],
  ),
  donating(
    'an input that is read again later',
    { w: random.floats([3, 3]) },
    ({ ops }, { w }) => ({ w: ops.matMul(w!, w!), after: ops.sum(w!, [0]) }),
    ['w'],
  ),
  donating(
    'inputs that change places',
    { a: random.floats([4]), b: random.floats([4]) },
    (_, { a, b }) => ({ a: b!, b: a! }),
    ['a', 'b'],
  ),
  donating(
    'an output that is its own input',
    { w: random.floats([4]) },
    ({ ops }, { w }) => ({ w: w!, y: ops.exp(w!) }),
    ['w'],
  ),
  donating('a constant', { w: random.floats([4]) }, ({ ops }) => ({ w: ops.ones([4]) }), ['w']),
  donating(
    'one value twice',
    { a: random.floats([4]), b: random.floats([4]) },
    ({ ops }, { a, b }) => {
      const sum = ops.add(a!, b!);
      return { a: sum, b: sum, y: sum };
    },
    ['a', 'b'],
  ),
  donating(
    'a transposed self',
    { w: random.floats([3, 3]) },
    ({ ops }, { w }) => ({ w: ops.add(w!, ops.transpose(w!)) }),
    ['w'],
  ),
];

export const structureCases: readonly ProgramCase[] = [...scans, ...composites, ...plumbing, ...donations];
