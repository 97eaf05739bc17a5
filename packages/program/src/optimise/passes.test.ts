import type { Capabilities, Program, TensorType } from '@neurite/contract';
import { record, type Recorder, type Reference } from '../record/index.js';
import { evaluate } from '../reference/index.js';
import { optimise } from './optimise.js';
import { answer, capable } from './testing/capabilities.js';
import { unsupported } from './unsupported.js';

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
const programOf = (
  types: readonly TensorType[],
  run: (recorder: Recorder, inputs: readonly Reference[]) => readonly Reference[],
): Program =>
  record((recorder) => {
    const inputs = types.map((type, index) => recorder.input(`x${index}`, 'batch', type));
    run(recorder, inputs).forEach((y, index) => recorder.output(`y${index}`, 'output', y));
  });
const primitives = ({ ops }: Program): readonly string[] => ops.map(({ primitive }) => primitive);
const bodyOf = (program: Program): Program => {
  const scan = program.ops.find((op) => op.primitive === 'scan');
  if (scan?.primitive !== 'scan') throw new Error('There is no scan.');
  return scan.attributes.body;
};

describe('folding', () => {
  it('computes with constants, however large, if they are one number throughout', () => {
    const program = optimise(
      programOf([], ({ ops }) => [ops.exp(ops.mul(ops.ones([500, 500]), 2)), ops.sum(ops.iota([5]))]),
      capable({ precision: 'float64' }),
    );
    expect(program.ops.map((op) => op.primitive === 'constant' && op.attributes.data)).toEqual([
      Math.exp(2),
      10,
    ]);
  });

  it('leaves large tables to the backend', () => {
    expect(
      primitives(
        optimise(
          programOf([], ({ ops }) => [ops.exp(ops.iota([5000]))]),
          capable(),
        ),
      ),
    ).toEqual(['iota', 'exp']);
  });
});

describe('sharing', () => {
  it('does equal things once, whichever way round', () => {
    const program = programOf([float(3), float(3)], ({ ops }, [a, b]) => [
      ops.mul(ops.add(a!, b!), ops.add(b!, a!)),
      ops.sub(a!, b!),
      ops.sub(b!, a!),
    ]);
    expect(primitives(optimise(program, capable()))).toEqual(['add', 'mul', 'sub', 'sub']);
  });

  it('tells −0 from 0, and draws of one stream from another', () => {
    const zeros = programOf([float(1)], ({ ops }, [x]) => [ops.div(x!, 0), ops.div(x!, -0)]);
    expect(
      evaluate(optimise(zeros, capable()), [{ ...float(1), data: Float64Array.of(1) }]).map(
        ({ data }) => data[0],
      ),
    ).toEqual([Infinity, -Infinity]);
    const counter: TensorType = { dtype: 'int32', shape: [4] };
    const draws = programOf([counter], ({ emit }, [x]) =>
      [7, 8, 7].flatMap((stream) => emit('uniform', [x!], { shape: [2], stream })),
    );
    expect(primitives(optimise(draws, capable()))).toEqual(['uniform', 'uniform']);
  });
});

describe('dropping dead work', () => {
  it('narrows scans to the carries, sequences and stacked outputs that matter', () => {
    const program = programOf(
      [float(2), float(2), float(5, 2), float(5, 3)],
      ({ ops }, [a, b, xs, unread]) => {
        const { carries } = ops.scan(
          { carries: [a!, b!], sequences: [xs!, unread!] },
          (_, [p, q], [x, y]) => {
            const next = ops.tanh(ops.add(p!, x!));
            return { carries: [next, ops.add(q!, ops.sum(y!))], stacked: [ops.exp(next), y!] };
          },
        );
        return [carries[0]!];
      },
    );
    const after = optimise(program, capable());
    const scan = after.ops[0]!;
    expect(scan.inputs).toEqual([0, 2]);
    expect(scan.outputs).toHaveLength(1);
    expect(primitives(bodyOf(after))).toEqual(['add', 'tanh']);
    expect(after.inputs).toHaveLength(4);
  });

  it('keeps a carry that another one needs', () => {
    const program = programOf([float(2), float(2), float(5, 2)], ({ ops }, [a, b, xs]) => {
      const { carries } = ops.scan({ carries: [a!, b!], sequences: [xs!] }, (_, [p, q], [x]) => ({
        carries: [ops.mul(p!, q!), ops.add(q!, x!)],
        stacked: [],
      }));
      return [carries[0]!];
    });
    expect(optimise(program, capable()).ops[0]!.outputs).toHaveLength(2);
  });
});

describe('hoisting', () => {
  it('computes once what does not depend on the iteration, transposes of lowerings included', () => {
    const transposing = capable({
      lowerings: {
        matmul: ({ attributes }, types) =>
          attributes.transposeB
            ? answer(types, ({ ops }, [a, b]) => ops.matMul(a!, ops.transpose(b!)))
            : undefined,
      },
    });
    const program = programOf(
      [float(3, 3), float(2, 3), float(5, 2, 3)],
      ({ ops }, [w, h, xs]) =>
        ops.scan({ constants: [w!], carries: [h!], sequences: [xs!] }, ([kernel], [state], [x]) => ({
          carries: [ops.tanh(ops.add(x!, ops.matMul(state!, kernel!, { transposeB: true })))],
          stacked: [],
        })).carries,
    );
    const after = optimise(program, transposing);
    expect(primitives(after)).toEqual(['transpose', 'scan']);
    expect(primitives(bodyOf(after))).toEqual(['matmul', 'add', 'tanh']);
  });
});

describe('absorbing transposes', () => {
  it('flips the flags of matrix products', () => {
    const program = programOf([float(3, 2), float(4, 3)], ({ ops }, [a, b]) => [
      ops.matMul(ops.transpose(a!), b!, { transposeB: true }),
    ]);
    const [op] = optimise(program, capable()).ops;
    expect(op).toMatchObject({
      primitive: 'matmul',
      inputs: [0, 1],
      attributes: { transposeA: true, transposeB: true },
    });
  });
});

describe('reusing relu', () => {
  it('keeps one activation instead of two', () => {
    const program = programOf([float(3), float(3)], ({ ops }, [x, g]) => [
      ops.relu(ops.exp(x!)),
      ops.where(ops.greater(ops.exp(x!), 0), g!, 0),
    ]);
    const after = optimise(program, capable());
    const [relu, less] = ['relu', 'less'].map((name) =>
      after.ops.find(({ primitive }) => primitive === name)!,
    );
    expect(less!.inputs[1]).toBe(relu!.outputs[0]);
  });
});

describe('joining pads', () => {
  const pads = (order: readonly number[]) =>
    programOf([float(2, 1), float(2, 3), float(2, 2)], ({ ops }, inputs) => {
      const [low, high] = [
        [0, 1, 4],
        [5, 2, 0],
      ];
      const padded = inputs.map((x, index) => ops.pad(x, [0, low[index]!], [0, high[index]!]));
      return [order.map((index) => padded[index]!).reduce((sum, each) => ops.add(sum, each))];
    });

  it.each([[[0, 1, 2]], [[2, 1, 0]], [[1, 0, 2]]])(
    'concatenates neighbours, added in the order %j',
    (order) => {
      const after = optimise(pads(order), capable());
      expect(primitives(after)).toEqual(['concat']);
      expect(after.ops[0]!.inputs).toEqual([0, 1, 2]);
    },
  );

  it('leaves pads that are no neighbours, or overlap', () => {
    expect(primitives(optimise(pads([0, 2]), capable()))).toContain('pad');
    expect(primitives(optimise(pads([1, 1]), capable()))).toContain('pad');
  });
});

describe('reducing strength', () => {
  it('multiplies instead of raising to small powers', () => {
    const program = programOf([float(3)], ({ ops }, [x]) => [
      ops.pow(x!, 2),
      ops.pow(x!, 3),
      ops.pow(x!, 2.5),
    ]);
    expect(primitives(optimise(program, capable())).toSorted()).toEqual(['constant', 'mul', 'mul', 'pow']);
  });
});

describe('lowering', () => {
  it('goes on until the table has nothing to say, in bodies too', () => {
    const backend = capable({
      lowerings: {
        sigmoid: (_, types) =>
          answer(
            types,
            ({ ops }, [x]) =>
              ops.composite('logistic', [x!], ([y]) => [ops.div(1, ops.add(ops.exp(ops.neg(y!)), 1))])[0]!,
          ),
        neg: (_, types) => answer(types, ({ ops }, [x]) => ops.sub(0, x!)),
      },
    });
    const program = programOf(
      [float(2), float(5, 2)],
      ({ ops }, [h, xs]) =>
        ops.scan({ carries: [h!], sequences: [xs!] }, (_, [state], [x]) => ({
          carries: [ops.sigmoid(ops.add(state!, x!))],
          stacked: [],
        })).carries,
    );
    const inside = primitives(bodyOf(optimise(program, backend)));
    expect(inside).toContain('sub');
    expect(inside).not.toEqual(expect.arrayContaining(['sigmoid']));
    expect(inside).not.toEqual(expect.arrayContaining(['composite']));
  });

  it('stops where lowerings undo each other', () => {
    const circle: Capabilities = capable({
      lowerings: {
        sub: (_, types) => answer(types, ({ ops }, [a, b]) => ops.add(a!, ops.neg(b!))),
        add: (_, types) => answer(types, ({ ops }, [a, b]) => ops.sub(a!, ops.neg(b!))),
      },
    });
    const program = programOf([float(2), float(2)], ({ ops }, [a, b]) => [ops.add(a!, b!)]);
    expect(() => optimise(program, circle)).toThrow('the lowerings of "test" never end');
  });
});

describe('ordering', () => {
  it('runs a chain to its end before the next one begins', () => {
    const program = programOf([float(1)], ({ ops, emit }, [x]) => {
      const wide = [1, 2, 3, 4].map(
        (factor) => emit('broadcast', [ops.mul(x!, factor)], { shape: [1000] })[0]!,
      );
      return wide.map((each) => ops.sum(each));
    });
    const text = primitives(optimise(program, capable())).filter(
      (primitive) => primitive !== 'constant' && primitive !== 'mul',
    );
    expect(text).toEqual([
      'broadcast',
      'reduce_sum',
      'broadcast',
      'reduce_sum',
      'broadcast',
      'reduce_sum',
      'broadcast',
      'reduce_sum',
    ]);
  });
});

describe('unsupported', () => {
  it('says what cannot run, at the line it comes from, once', () => {
    const picky = capable({ name: 'picky', supports: (op) => op.primitive !== 'top_k' || 'it has no sort.' });
    const program = record(({ ops, input, output, origin }) => {
      const x = input('x', 'batch', float(2, 5));
      const best = origin({ path: 'head.best', source: 'model.nn', line: 12 }, () =>
        [1, 2].map((k) => ops.topK(x, k).values),
      );
      best.forEach((y, index) => output(`y${index}`, 'output', y));
    });
    const found = unsupported(optimise(program, picky), picky);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      code: 'backend-cannot',
      severity: 'error',
      message: 'The backend "picky" cannot run top_k of layer "head.best": it has no sort.',
      span: { source: 'model.nn', start: { line: 12 } },
    });
    expect(unsupported(program, capable())).toEqual([]);
  });
});

describe('speed', () => {
  it('is near-linear: ten times the operations take about ten times as long', () => {
    const chain = (length: number): Program =>
      programOf([float(8, 8), float(8, 8)], ({ ops }, [x, w]) => {
        const kept: Reference[] = [];
        let y = x!;
        for (let index = 0; index < length / 5; index++) {
          y = ops.add(ops.tanh(ops.matMul(y, w!)), ops.mul(y, 0.5 + index));
          if (index % 7 === 0) kept.push(y);
        }
        return [kept.reduce((sum, each) => ops.add(sum, ops.exp(each)), y)];
      });
    const backend = capable({ composites: ['elementwise'] });
    const seconds = (program: Program): number => {
      const start = performance.now();
      optimise(program, backend);
      return (performance.now() - start) / 1000;
    };
    seconds(chain(500));
    const [small, large] = [chain(500), chain(5000)];
    const times = [1, 2, 3].map(() => [seconds(small), seconds(large)] as const);
    const best = (place: 0 | 1) => Math.min(...times.map((each) => each[place]));
    expect(large.ops.length).toBeGreaterThan(4000);
    expect(best(1)).toBeLessThan(40 * best(0));
  });
});
