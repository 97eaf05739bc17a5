import type { HostTensor } from '@neurite/contract';
import fc from 'fast-check';
import { readSafetensors, writeSafetensors } from './safetensors.js';

const tensors = new Map<string, HostTensor>([
  ['b', { dtype: 'float32', shape: [2], data: Float32Array.of(1.5, NaN) }],
  ['a.kernel', { dtype: 'int32', shape: [1, 3], data: Int32Array.of(-1, 0, 7) }],
  ['mask', { dtype: 'bool', shape: [3], data: Uint8Array.of(1, 0, 1) }],
  ['nothing', { dtype: 'float32', shape: [0, 4], data: new Float32Array() }],
  ['__proto__', { dtype: 'float32', shape: [], data: Float32Array.of(3) }],
]);

/** A file by hand: header and data. */
const file = (header: unknown, data: readonly number[] = []): Uint8Array => {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true);
  return Uint8Array.from([...length, ...text, ...data]);
};
const problem = (bytes: Uint8Array): string => {
  const outcome = readSafetensors(bytes, 'w');
  return outcome.ok ? 'ok' : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`).join();
};
const f32 = (shape: readonly number[], begin: number, end: number) => ({
  dtype: 'F32',
  shape,
  data_offsets: [begin, end],
});

describe('safetensors', () => {
  it('are read from a Buffer of Node, whose slices share memory', () => {
    const bytes = Buffer.from(writeSafetensors({ tensors, metadata: {} }));
    const outcome = readSafetensors(bytes);
    expect(outcome.ok && outcome.value.tensors.get('a.kernel')?.data).toEqual(Int32Array.of(-1, 0, 7));
  });

  it('come back as they were', () => {
    const outcome = readSafetensors(writeSafetensors({ tensors, metadata: { note: 'Ω' } }));
    expect(outcome).toEqual({ ok: true, value: { tensors, metadata: { note: 'Ω' } } });
  });

  it('have the form that the format describes', () => {
    const bytes = writeSafetensors({
      tensors: new Map([['x', { dtype: 'float32', shape: [1], data: Float32Array.of(1) }]]),
      metadata: {},
    });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      __metadata__: {},
      x: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
    });
    expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f]);
  });

  it('refuse headers that lie', () => {
    expect(problem(new Uint8Array(3))).toMatch(/^safetensors-header: .*ends before its header/);
    expect(problem(Uint8Array.from([255, 255, 255, 255, 255, 255, 255, 255]))).toMatch(
      /^safetensors-header: .*a header of/,
    );
    expect(problem(file('{"x": '))).toMatch(/^safetensors-header: .*no JSON/);
    expect(problem(file('[1]'))).toMatch(/^safetensors-header: .*no object/);
    expect(problem(file({ __metadata__: { a: 1 } }))).toMatch(/^safetensors-header: .*metadata/);
    expect(problem(file({}, [1, 2]))).toMatch(/^safetensors-header: .*2 bytes belong to no tensor/);
  });

  it('refuse tensors that overlap, leave gaps, or do not fit', () => {
    expect(problem(file({ x: f32([1], 0, 4), y: f32([1], 0, 4) }, [0, 0, 0, 0]))).toBe(
      'safetensors-tensor: The tensor "y" of w overlaps with another.',
    );
    expect(problem(file({ x: f32([1], 4, 8) }, [0, 0, 0, 0, 0, 0, 0, 0]))).toMatch(/leaves a gap/);
    expect(problem(file({ x: f32([2], 0, 8) }, [0, 0, 0, 0]))).toMatch(/ends at byte 8 of 4/);
    expect(problem(file({ x: f32([2], 0, 4) }, [0, 0, 0, 0]))).toMatch(/has 4 bytes, but its shape needs 8/);
    expect(problem(file({ x: f32([1e9, 1e9], 0, 4) }, [0, 0, 0, 0]))).toMatch(/^safetensors-tensor/);
    expect(problem(file({ x: f32([-1], 0, -4) }))).toMatch(/has no shape/);
    expect(problem(file({ x: { dtype: 'F16', shape: [1], data_offsets: [0, 2] } }, [0, 0]))).toMatch(/"F16"/);
    expect(problem(file({ x: null }))).toMatch(/^safetensors-tensor/);
  });

  it('survive every truncation and any changed byte', () => {
    const whole = writeSafetensors({ tensors, metadata: { note: 'x' } });
    for (let length = 0; length < whole.length; length++)
      expect(readSafetensors(whole.subarray(0, length)).ok).toBe(false);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const changed = whole.slice();
        changed[at] = byte;
        const outcome = readSafetensors(changed);
        expect(outcome.ok || outcome.diagnostics.length > 0).toBe(true);
      }),
    );
  });
});
