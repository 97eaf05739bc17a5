import {
  type Body,
  buildModule,
  countedLoop,
  doWhile,
  type Expression,
  f32,
  f32x4,
  f64,
  f64x2,
  flatten,
  i32,
  i32x4,
  i64,
  i64x2,
  memory as bulk,
  select,
  sequence,
  shuffle32,
  signed,
  type Statement,
  unsigned,
  v128,
  when,
} from './index.js';

type Made = Statement | { readonly run: Statement; readonly result: Expression };

const memory = new WebAssembly.Memory({ initial: 1 });

/** Instantiates a module of one exported function. */
const instantiate = (
  parameters: readonly ('i32' | 'f32' | 'f64' | 'i64')[],
  result: 'i32' | 'f32' | 'f64' | 'i64' | undefined,
  make: (body: Body) => Made,
): ((...args: (number | bigint)[]) => unknown) => {
  const module = buildModule();
  module.export('run', module.function(result === undefined ? { parameters } : { parameters, result }, make));
  const bytes = module.bytes();
  expect(WebAssembly.validate(bytes)).toBe(true);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return exports['run'] as (...args: (number | bigint)[]) => unknown;
};
const value = (result: Expression): Made => ({ run: sequence(), result });

describe('LEB128', () => {
  it('encodes the examples of the DWARF standard', () => {
    expect([...flatten(unsigned(624485))]).toEqual([0xe5, 0x8e, 0x26]);
    expect([...flatten(unsigned(127))]).toEqual([0x7f]);
    expect([...flatten(unsigned(2 ** 32 - 1))]).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f]);
    expect([...flatten(signed(-123456))]).toEqual([0xc0, 0xbb, 0x78]);
    expect([...flatten(signed(64))]).toEqual([0xc0, 0x00]);
    expect([...flatten(signed(-64))]).toEqual([0x40]);
  });
});

describe('scalar instructions', () => {
  it.each<
    [string, (a: Expression<'i32'>, b: Expression<'i32'>) => Expression<'i32'>, number, number, number]
  >([
    ['add', i32.add, 2147483647, 1, -2147483648],
    ['sub', i32.sub, 3, 5, -2],
    ['mul', i32.mul, 65537, 65537, 131073],
    ['divS', i32.divS, -7, 2, -3],
    ['divU', i32.divU, -1, 2, 2147483647],
    ['remU', i32.remU, -1, 10, 5],
    ['and', i32.and, 12, 10, 8],
    ['or', i32.or, 12, 10, 14],
    ['xor', i32.xor, 12, 10, 6],
    ['shrU', i32.shrU, -16, 28, 15],
    ['rotl', i32.rotl, -2147483648, 1, 1],
    ['eq', i32.eq, 4, 4, 1],
    ['ne', i32.ne, 4, 4, 0],
    ['ltS', i32.ltS, -1, 1, 1],
    ['ltU', i32.ltU, -1, 1, 0],
    ['gtS', i32.gtS, -1, 1, 0],
    ['geU', i32.geU, -1, 1, 1],
  ])('i32.%s', (_, operation, a, b, expected) => {
    const run = instantiate(['i32', 'i32'], 'i32', (body) =>
      value(operation(body.parameter('i32', 0).get, body.parameter('i32', 1).get)),
    );
    expect(run(a, b)).toBe(expected);
  });

  it('folds constants of addresses', () => {
    expect(i32.add(i32.constant(3), i32.constant(4)).value).toBe(7);
    expect(i32.mul(i32.constant(65537), i32.constant(65537)).value).toBe(131073);
    const run = instantiate(['i32'], 'i32', (body) =>
      value(i32.add(body.parameter('i32', 0).get, i32.constant(0))),
    );
    expect(run(5)).toBe(5);
  });

  it('converts between widths', () => {
    const toDouble = instantiate(['i64'], 'f64', (body) =>
      value(f64.convertI64S(body.parameter('i64', 0).get)),
    );
    expect(toDouble(-(2n ** 62n))).toBe(-(2 ** 62));
    const bits = instantiate(['f32'], 'i32', (body) =>
      value(i32.reinterpretF32(body.parameter('f32', 0).get)),
    );
    expect(bits(1)).toBe(0x3f800000);
    const rounded = instantiate(['f64'], 'f32', (body) => value(f32.demote(body.parameter('f64', 0).get)));
    expect(rounded(0.1)).toBe(Math.fround(0.1));
    const wide = instantiate(['i32'], 'i64', (body) =>
      value(i64.shl(i64.extendI32U(body.parameter('i32', 0).get), i64.constant(4n))),
    );
    expect(wide(-1)).toBe(0xffffffff0n);
  });

  it('chooses without a branch', () => {
    const run = instantiate(['i32'], 'f64', (body) =>
      value(select(body.parameter('i32', 0).get, f64.constant(1), f64.constant(-Infinity))),
    );
    expect([run(7), run(0)]).toEqual([1, -Infinity]);
  });
});

describe('vector instructions', () => {
  const floats = new Float32Array(memory.buffer, 0, 4);
  const words = new Int32Array(memory.buffer, 0, 4);
  const onMemory = (result: (a: Expression<'v128'>, b: Expression<'v128'>) => Expression<'v128'>): void => {
    const at = i32.constant;
    instantiate([], undefined, () => v128.store(at(0), result(v128.load(at(16)), v128.load(at(32)))))();
  };
  const given = (a: readonly number[], b: readonly number[]) => {
    new Float32Array(memory.buffer, 16, 4).set(a);
    new Float32Array(memory.buffer, 32, 4).set(b);
  };

  it('works on four float32 lanes', () => {
    given([1, -2, NaN, 4], [10, 20, 30, -0]);
    onMemory((a, b) => f32x4.add(f32x4.mul(a, b), f32x4.constant(1)));
    expect([...floats]).toEqual([11, -39, NaN, 1]);
    onMemory(f32x4.max);
    expect([...floats]).toEqual([10, 20, NaN, 4]);
    onMemory((a, b) => f32x4.pseudoMin(a, b));
    expect([...floats]).toEqual([1, -2, NaN, -0]);
  });

  it('compares to masks and selects by them', () => {
    given([1, 5, NaN, 0], [2, 2, 2, -0]);
    onMemory(f32x4.lt);
    expect([...words]).toEqual([-1, 0, 0, 0]);
    onMemory((a, b) => v128.bitselect(a, b, f32x4.lt(a, b)));
    expect([...floats]).toEqual([1, 2, 2, -0]);
  });

  it('shuffles lanes of two vectors', () => {
    given([0, 1, 2, 3], [4, 5, 6, 7]);
    onMemory((a, b) => shuffle32(a, b, [7, 0, 5, 2]));
    expect([...floats]).toEqual([7, 0, 5, 2]);
  });

  it('works on two float64 lanes, and rounds them back', () => {
    given([0.1, 2, 3, 4], [0.3, 0, 0, 0]);
    onMemory((a, b) => f32x4.demoteF64x2Zero(f64x2.div(f64x2.promoteLowF32x4(a), f64x2.promoteLowF32x4(b))));
    expect(floats[0]).toBe(Math.fround(Math.fround(0.1) / Math.fround(0.3)));
    expect([...floats.slice(1)]).toEqual([Infinity, 0, 0]);
  });

  it('shifts, converts and replaces integer lanes', () => {
    given([1.9, -1.9, NaN, 1e20], [0, 0, 0, 0]);
    onMemory((a) => i32x4.truncSatF32x4S(a));
    expect([...words]).toEqual([1, -1, 0, 2147483647]);
    onMemory(() =>
      i32x4.replace(i32x4.shrS(i32x4.constant(-8, 8, 16, 32), i32.constant(2)), 1, i32.constant(99)),
    );
    expect([...words]).toEqual([-2, 99, 4, 8]);
    onMemory(() => i64x2.sub(i64x2.constant(1n), i64x2.constant(2n)));
    expect([...words]).toEqual([-1, -1, -1, -1]);
  });
});

describe('control', () => {
  it('counts up to a bound that is an expression', () => {
    const run = instantiate(['i32'], 'i32', (body) => {
      const [bound, sum] = [body.parameter('i32', 0), body.local('i32')];
      return {
        run: countedLoop(body, 0, bound.get, 3, (i) => sum.set(i32.add(sum.get, i.get))),
        result: sum.get,
      };
    });
    expect([run(0), run(-5), run(1), run(10)]).toEqual([0, 0, 0, 18]);
  });

  it('makes no loop of no turns and of one', () => {
    const turns = (count: number) =>
      instantiate([], 'i32', (body) => {
        const sum = body.local('i32');
        return {
          run: countedLoop(body, 5, 5 + count, 1, (i) => sum.set(i32.add(sum.get, i.get))),
          result: sum.get,
        };
      })();
    expect([turns(-1), turns(0), turns(1), turns(2)]).toEqual([0, 0, 5, 11]);
  });

  it('branches and repeats', () => {
    const run = instantiate(['i32'], 'i32', (body) => {
      const [x, n] = [body.parameter('i32', 0), body.local('i32')];
      return {
        run: sequence(
          when(i32.eq(x.get, i32.constant(13)), n.set(i32.constant(3)), n.set(i32.constant(1))),
          doWhile(sequence(n.set(i32.mul(n.get, i32.constant(2)))), i32.ltS(n.get, x.get)),
        ),
        result: n.get,
      };
    });
    expect([run(1), run(100), run(13)]).toEqual([2, 128, 24]);
  });

  it('moves memory in bulk', () => {
    const run = instantiate([], undefined, () =>
      sequence(
        bulk.fill(i32.constant(512), i32.constant(7), i32.constant(8)),
        bulk.copy(i32.constant(516), i32.constant(0), i32.constant(2)),
      ),
    );
    const bytes = new Uint8Array(memory.buffer);
    bytes.set([1, 2], 0);
    run();
    expect([...bytes.slice(511, 521)]).toEqual([0, 7, 7, 7, 7, 1, 2, 7, 7, 0]);
  });
});

describe('modules', () => {
  it('calls imports that were added after functions that use others', () => {
    const module = buildModule();
    const twice = module.function({ parameters: ['i32'], result: 'i32' }, (body) =>
      value(i32.mul(body.parameter('i32', 0).get, i32.constant(2))),
    );
    const next = module.import('host', 'next', { parameters: ['i32'], result: 'i32' });
    expect(module.import('host', 'next', { parameters: ['i32'], result: 'i32' })).toBe(next);
    const site = module.global('site');
    module.export(
      'run',
      module.function({ parameters: [], result: 'i32' }, () => ({
        run: site.set(i32.constant(3)),
        result: twice.call('i32', next.call('i32', site.get)),
      })),
    );
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), {
      env: { memory },
      host: { next: (x: number) => x + 1 },
    });
    expect((exports['run'] as () => number)()).toBe(8);
    expect((exports['site'] as WebAssembly.Global).value).toBe(3);
  });
});
