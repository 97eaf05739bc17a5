import type { Op, Program, TensorType } from '@neurite/contract';
import { record } from '../record/index.js';
import { verify } from './verify.js';

const type: TensorType = { dtype: 'float32', shape: [2] };
const program = record(({ ops, input, output }) => {
  const [x, w] = [input('x', 'batch', type), input('w', 'parameter', type)];
  const h = ops.add(x, w);
  output('y', 'output', ops.exp(h));
  output('w', 'parameter', h);
});
const change = (changes: Partial<Program>): Program => ({ ...program, ...changes });
const changeOp = (index: number, changes: Partial<Op>): Program =>
  change({ ops: program.ops.map((op, i) => (i === index ? ({ ...op, ...changes } as Op) : op)) });

describe('verify', () => {
  it('accepts what the recorder makes', () => {
    expect(() => verify(program)).not.toThrow();
    expect(() => verify(change({ donated: [[1, 1]] }))).not.toThrow();
  });

  it.each<readonly [string, Program, string]>([
    [
      'a value that is read before it is written',
      change({ ops: program.ops.toReversed() }),
      'op 0 (exp) reads %2 before it is written',
    ],
    ['a value that is written twice', changeOp(1, { outputs: [2] }), 'op 1 (exp) writes %2 a second time'],
    ['a value without a type', changeOp(1, { outputs: [9] }), 'op 1 (exp) writes %9, which has no type'],
    [
      'an output that is never written',
      change({ outputs: [{ name: 'y', role: 'output', value: 9 }] }),
      'output "y" is never written',
    ],
    [
      'a wrong type',
      change({ values: program.values.with(3, { dtype: 'float32', shape: [3] }) }),
      'output %3: float32[2] against float32[3]',
    ],
    [
      'a shape that is none',
      change({ values: program.values.with(3, { dtype: 'float32', shape: [1.5] }) }),
      '[1.5] is not a shape',
    ],
    ['too many outputs', changeOp(1, { outputs: [3, 4] }), 'op 1 (exp) has 2 outputs, not 1'],
    ['an origin that is not there', changeOp(0, { origin: 5 }), 'op 0 (add) has no origin'],
    [
      'two ports of one role and name',
      change({ inputs: program.inputs.map((port) => ({ ...port, name: 'x', role: 'batch' as const })) }),
      'two inputs are called batch "x"',
    ],
    ['a donation to nowhere', change({ donated: [[1, 7]] }), 'donated pair [1, 7] names no ports'],
    [
      'a port that is donated twice',
      change({
        donated: [
          [1, 0],
          [1, 1],
        ],
      }),
      'a port is donated twice',
    ],
    [
      'a donation of another type',
      change({ values: program.values.with(1, { dtype: 'float32', shape: [1] }), donated: [[1, 1]] }),
      'donated pair "w": float32[1] against float32[2]',
    ],
  ])('refuses %s', (_, wrong, message) => {
    expect(() => verify(wrong)).toThrow(message);
  });

  it('looks into bodies', () => {
    const looping = record(({ ops, input, output }) => {
      const x = input('x', 'batch', { dtype: 'float32', shape: [3, 2] });
      const { carries } = ops.scan({ carries: [ops.zeros([2])], sequences: [x] }, (__, [h], [slice]) => ({
        carries: [ops.add(h!, slice!)],
        stacked: [],
      }));
      output('y', 'output', carries[0]!);
    });
    verify(looping);
    const scan = looping.ops.at(-1) as Op<'scan'>;
    const spoil = (changes: Partial<Op<'scan'>['attributes']>): Program => ({
      ...looping,
      ops: looping.ops.with(-1, { ...scan, attributes: { ...scan.attributes, ...changes } }),
    });
    expect(() => verify(spoil({ length: 4 }))).toThrow('a sequence float32[3,2] does not have length 4');
    expect(() => verify(spoil({ carries: 0, constants: 1 }))).toThrow('output');
    const { body } = scan.attributes;
    expect(() =>
      verify(spoil({ body: { ...body, ops: [{ ...body.ops[0]!, inputs: [0, 7] } as Op] } })),
    ).toThrow('reads %7');
    expect(() => verify(spoil({ body: { ...body, outputs: [] } }))).toThrow(
      'carry: 1 expected (float32[2]), got 0',
    );
  });
});
