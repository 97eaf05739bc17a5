/**
 * Bytes as a tree: building is concatenation without copying. A thunk stands for what is known only when the module is
 * complete, such as the index of a function while imports are still being added.
 */
export type Code = number | Uint8Array | readonly Code[] | (() => Code);

/** The bytes of a tree, in order. */
export const flatten = (code: Code): Uint8Array => {
  let bytes = new Uint8Array(1024);
  let length = 0;
  const reserve = (count: number): void => {
    if (length + count <= bytes.length) return;
    const larger = new Uint8Array(2 * (length + count));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  };
  const visit = (part: Code): void => {
    if (typeof part === 'number') {
      reserve(1);
      bytes[length++] = part;
    } else if (part instanceof Uint8Array) {
      reserve(part.length);
      bytes.set(part, length);
      length += part.length;
    } else if (typeof part === 'function') visit(part());
    else for (const inner of part) visit(inner);
  };
  visit(code);
  return bytes.slice(0, length);
};

/** LEB128 of an unsigned 32-bit number. */
export const unsigned = (value: number): Code => {
  if (value >= 0 && value < 0x80) return value;
  const bytes: number[] = [];
  let rest = value >>> 0;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return bytes;
};

/** LEB128 of a signed number of at most 64 bits. */
export const signed = (value: number | bigint): Code => {
  if (typeof value === 'number' && value >= -0x40 && value < 0x40) return value & 0x7f;
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
};

const bytesOf = (view: ArrayBufferView): Code =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

// WebAssembly is little-endian, and so is every machine that runs it in practice: typed arrays give the bytes as they are.
export const float32Bytes = (...values: readonly number[]): Code => bytesOf(Float32Array.from(values));
export const float64Bytes = (...values: readonly number[]): Code => bytesOf(Float64Array.from(values));
export const int32Bytes = (...values: readonly number[]): Code => bytesOf(Int32Array.from(values));
export const int64Bytes = (value: bigint): Code => bytesOf(BigInt64Array.of(value));

/** A length followed by that many items. */
export const vector = (items: readonly Code[]): Code => [unsigned(items.length), items];

/** A length in bytes followed by the bytes. */
export const sized = (code: Code): Code => {
  const bytes = flatten(code);
  return [unsigned(bytes.length), bytes];
};

export const text = (value: string): Code => sized(new TextEncoder().encode(value));
