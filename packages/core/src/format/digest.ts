import type { HostTensor } from '@neurite/contract';

/** The bytes of typed arrays and texts, one after the other. */
export const bytesOf = (parts: readonly (ArrayBufferView | string)[]): Uint8Array<ArrayBuffer> => {
  const views = parts.map((part) =>
    typeof part === 'string'
      ? new TextEncoder().encode(part)
      : new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
  );
  const whole = new Uint8Array(views.reduce((sum, view) => sum + view.byteLength, 0));
  let offset = 0;
  for (const view of views) {
    whole.set(view, offset);
    offset += view.byteLength;
  }
  return whole;
};

/** SHA-256 in hexadecimal. */
export const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** The digest of all weights: the bytes of parameters and statistics, in the order of their paths (by code units). */
export const digestWeights = (weights: ReadonlyMap<string, HostTensor>): Promise<string> =>
  sha256(bytesOf([...weights.keys()].sort().map((path) => weights.get(path)!.data)));
