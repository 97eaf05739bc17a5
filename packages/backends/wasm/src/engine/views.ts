/** Typed arrays over a whole memory. Growth detaches them, so they are asked for anew at each use. */
export interface Views {
  int32(): Int32Array;
  float32(): Float32Array;
}

export const viewsOf = (memory: WebAssembly.Memory): Views => {
  let int32 = new Int32Array(memory.buffer);
  let float32 = new Float32Array(memory.buffer);
  const renew = (): void => {
    if (int32.buffer === memory.buffer) return;
    int32 = new Int32Array(memory.buffer);
    float32 = new Float32Array(memory.buffer);
  };
  return {
    int32: () => {
      renew();
      return int32;
    },
    float32: () => {
      renew();
      return float32;
    },
  };
};
