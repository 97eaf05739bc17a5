import { record, type Reference } from './record.js';

const type = { dtype: 'float32', shape: [2] } as const;

describe('record', () => {
  it('refuses values from outside of a body', () => {
    expect(() =>
      record(({ ops, input }) => {
        const x = input('x', 'batch', type);
        ops.composite('test', [x], ([y]) => [ops.add(x, y!)]);
      }),
    ).toThrow('a body uses a value from outside of it');
  });

  it('goes on outside after a body that failed', () => {
    const program = record(({ ops, input, output }) => {
      const x = input('x', 'batch', type);
      expect(() =>
        ops.composite('test', [x], () => {
          throw new Error('no');
        }),
      ).toThrow('no');
      output('y', 'output', ops.neg(x));
    });
    expect(program.ops.map(({ primitive }) => primitive)).toEqual(['neg']);
  });

  it('inlines programs with their own origins', () => {
    const inner = record(({ ops, input, output, origin }) =>
      output(
        'y',
        'output',
        origin({ path: 'inside' }, () => ops.neg(input('x', 'batch', type))),
      ),
    );
    const outer = record(({ ops, input, output, origin, inline }) =>
      origin({ path: 'outside' }, () =>
        output('y', 'output', ops.exp(inline(inner, [input('x', 'batch', type)])[0]!)),
      ),
    );
    expect(outer.ops.map((op) => [op.primitive, outer.origins[op.origin]!.path])).toEqual([
      ['neg', 'inside'],
      ['exp', 'outside'],
    ]);
  });

  it('donates inputs to outputs of the same role and name only', () => {
    expect(() =>
      record(({ input, donate }) => {
        input('w', 'parameter', type);
        donate('parameter', 'w');
      }),
    ).toThrow('no port parameter "w"');
  });

  it('gives programs that are frozen through and through', () => {
    const program = record(({ ops, input, output }) =>
      output('y', 'output', ops.sum(input('x', 'batch', type) as Reference)),
    );
    const isFrozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    expect(isFrozen({ ...program })).toBe(false);
    expect(isFrozen(program)).toBe(true);
  });
});
