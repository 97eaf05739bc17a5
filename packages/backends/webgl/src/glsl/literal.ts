const bits = new DataView(new ArrayBuffer(4));

/** A float literal of exactly these bits: whole numbers as they are, everything else by its bit pattern. */
export const literal = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 24 && !Object.is(value, -0))
    return value < 0 ? `(${value}.)` : `${value}.`;
  bits.setFloat32(0, value);
  return `uintBitsToFloat(0x${bits.getUint32(0).toString(16).padStart(8, '0')}u)`;
};

/** An int literal; negative ones in parentheses, since `a -1` would not be a sum. */
export const integer = (value: number): string => (value < 0 ? `(${value})` : `${value}`);
