import { record } from '../record/index.js';
import { verify } from '../shapes/index.js';
import { parse, stringify } from './json.js';
import { print } from './print.js';

const program = record(({ ops, input, output, origin, donate }) => {
  const x = input('x', 'batch', { dtype: 'float32', shape: [2, 3] });
  const w = input('w', 'parameter', { dtype: 'float32', shape: [4, 3] });
  const y = origin({ path: 'hidden.dense', source: 'a.nn', line: 4 }, () =>
    ops.matMul(x, w, { transposeB: true }),
  );
  const { carries } = ops.scan(
    { carries: [ops.zeros([4])], sequences: [y], reverse: true },
    (_, [h], [slice]) => ({
      carries: [ops.maximum(ops.add(h!, slice!), -Infinity)],
      stacked: [],
    }),
  );
  output('y', 'output', carries[0]!);
  output('w', 'parameter', w);
  donate('parameter', 'w');
});

describe('print', () => {
  it('writes a line for each port and operation, bodies indented', () => {
    expect(print(program)).toBe(
      [
        'in %0: float32[2,3]  batch x',
        'in %1: float32[4,3]  parameter w',
        '%2: float32[2,4] = matmul %0 %1 transposeB  # hidden.dense:4',
        '%3: float32[4] = constant data=0',
        '%4: float32[4] = scan %3 %2 constants=0 carries=1 length=2 reverse {',
        '  in %0: float32[4]  residual 0',
        '  in %1: float32[4]  residual 1',
        '  %2: float32[4] = add %0 %1',
        '  %3: float32[1] = constant data=-Infinity',
        '  %4: float32[4] = maximum %2 %3',
        '  out %4: float32[4]  residual 0',
        '}',
        'out %4: float32[4]  output y',
        'out %1: float32[4,3]  parameter w  in place',
        '',
      ].join('\n'),
    );
  });

  it('shortens long constants', () => {
    const long = record(({ ops, output }) =>
      output('x', 'output', ops.constant(Array.from({ length: 100 }, (_, i) => i))),
    );
    expect(print(long)).toContain('constant data=[0,1,2,3,4,5,6,7,… 100]');
  });
});

describe('stringify and parse', () => {
  it('keep every number', () => {
    const special = record(({ ops, output }) => {
      output('list', 'output', ops.constant([NaN, Infinity, -Infinity, -0, 0.1]));
      output('fill', 'output', ops.constant(-Infinity, [3]));
    });
    for (const each of [special, program]) {
      const copy = parse(stringify(each));
      verify(copy);
      expect(copy).toEqual(each);
    }
    expect(Object.isFrozen(parse(stringify(program)).ops[0])).toBe(true);
  });
});
