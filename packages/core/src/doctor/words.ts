/** `0.6931`, `6e-5`, `4160`: four significant digits, or two where the number is very small or large. */
export const short = (value: number): string =>
  value !== 0 && Number.isFinite(value) && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5)
    ? Number(value.toPrecision(2)).toExponential()
    : String(Number(value.toPrecision(4)));

/** `3 %`, `0.12 %`, and `1.8e-8` where percent would be all zeros. */
export const percent = (part: number): string =>
  part !== 0 && Math.abs(part) < 1e-4 ? short(part) : `${Number((part * 100).toPrecision(2))} %`;
