import { jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type KernelLibrary, libraryVersion, load, startEngine } from './index.js';

// Sweeps and the float64 reference take seconds where other programs run as well.
jest.setTimeout(60_000);

/** Kernels beside what `KernelLibrary` names: used by generated modules, or measured against. */
interface Kernels extends KernelLibrary {
  BatchMatMul(...numbers: readonly number[]): void;
  DepthwiseConv2dNative(...numbers: readonly number[]): void;
  Conv2D(...numbers: readonly number[]): void;
}

const open = async (): Promise<Kernels> => (await startEngine(await load())) as Kernels;

/** How much of the memory a tensor of our own takes: the tests never free. */
const place = (engine: Kernels, id: number, values: readonly number[]): number => {
  const address = engine.malloc(4 * values.length);
  new Float32Array(engine.memory.buffer, address, values.length).set(values);
  engine.register_tensor(id, values.length, address);
  return address;
};
const shape = (engine: Kernels, ...extents: readonly number[]): number => {
  const address = engine.malloc(4 * extents.length);
  new Int32Array(engine.memory.buffer, address, extents.length).set(extents);
  return address;
};

describe('the pinned kernel library', () => {
  it('is the version that this package was written against', async () => {
    const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
    expect((JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version).toBe(
      libraryVersion,
    );
  });

  it('imports what it is given, and nothing else', async () => {
    const module = new WebAssembly.Module(await load());
    const imports = WebAssembly.Module.imports(module).map(
      ({ module: from, name, kind }) => `${from}.${name}: ${kind}`,
    );
    expect(imports.sort()).toEqual([
      'env.abort: function',
      'env.emscripten_get_heap_max: function',
      'env.emscripten_memcpy_big: function',
      'env.emscripten_resize_heap: function',
      'wasi_snapshot_preview1.fd_close: function',
      'wasi_snapshot_preview1.fd_seek: function',
      'wasi_snapshot_preview1.fd_write: function',
    ]);
  });

  it('exports functions with as many parameters as are passed', async () => {
    const engine = (await open()) as unknown as Record<string, { readonly length: number }>;
    const arities = {
      malloc: 1,
      free: 1,
      init: 0,
      register_tensor: 3,
      dispose_data: 1,
      DepthwiseConv2dNative: 19,
      Conv2D: 19,
      BatchMatMul: 9,
    };
    for (const [name, arity] of Object.entries(arities))
      expect([name, engine[name]?.length]).toEqual([name, arity]);
  });

  it('keeps the packed right operand of a number until the number is given back', async () => {
    const engine = await open();
    const extents = shape(engine, 1, 2, 2);
    place(engine, 1, [1, 2, 3, 4]);
    const b = place(engine, 2, [1, 0, 0, 1]);
    const y = place(engine, 3, [0, 0, 0, 0]);
    const multiply = (): readonly number[] => {
      engine.BatchMatMul(1, extents, 3, 2, extents, 3, 0, 0, 3);
      return [...new Float32Array(engine.memory.buffer, y, 4)];
    };
    expect(multiply()).toEqual([1, 2, 3, 4]);
    new Float32Array(engine.memory.buffer, b, 4).set([2, 0, 0, 2]);
    expect(multiply()).toEqual([1, 2, 3, 4]);
    engine.dispose_data(2);
    engine.register_tensor(2, 4, b);
    expect(multiply()).toEqual([2, 4, 6, 8]);
  });

  it('does not grow when numbers are given back after every call', async () => {
    const engine = await open();
    const x = place(engine, 1, new Array<number>(2 * 6 * 6 * 8).fill(1));
    const kernel = place(engine, 2, new Array<number>(3 * 3 * 8).fill(1));
    const y = place(engine, 3, new Array<number>(2 * 6 * 6 * 8).fill(0));
    const run = (): void => {
      engine.register_tensor(1, 576, x);
      engine.register_tensor(2, 72, kernel);
      engine.register_tensor(3, 576, y);
      engine.DepthwiseConv2dNative(1, 2, 6, 6, 2, 3, 3, 1, 1, 1, 1, 0, 1, 1, 1, 1, 8, 8, 3);
      [1, 2, 3].forEach((id) => engine.dispose_data(id));
    };
    for (let i = 0; i < 100; i++) run();
    const before = engine.memory.buffer.byteLength;
    // What malloc would hand out next tells whether anything small is left behind.
    const probe = (): number => {
      const address = engine.malloc(1 << 16);
      engine.free(address);
      return address;
    };
    const next = probe();
    for (let i = 0; i < 20_000; i++) run();
    expect(engine.memory.buffer.byteLength).toBe(before);
    expect(probe()).toBe(next);
  });

  it('keeps instances apart', async () => {
    const [first, second] = [await open(), await open()];
    expect(first.memory).not.toBe(second.memory);
    const address = first.malloc(4);
    new Float32Array(first.memory.buffer, address, 1)[0] = 7;
    expect(new Float32Array(second.memory.buffer, address, 1)[0]).not.toBe(7);
  });
});

describe('load', () => {
  it('takes bytes, addresses and the installed package', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(await load(bytes)).toBe(bytes);
    expect(new Uint8Array((await load('data:application/wasm;base64,AQID')) as ArrayBuffer)).toEqual(bytes);
    expect(WebAssembly.validate(await load())).toBe(true);
  });
});
