import { type HostRandom, type Shape, initializer, sizeOf } from '@neurite/contract';

export type FanMode = 'fan_in' | 'fan_out' | 'fan_avg';
export type Distribution = 'normal' | 'truncated_normal' | 'uniform';

/** What variance scaling asks of a parameter. */
export interface Request {
  readonly shape: Shape;
  readonly fanIn: number;
  readonly fanOut: number;
}

/** `scale / n`, n the fan of the mode; a parameter without inputs counts as one with a single input. */
export const scaledVariance = ({ fanIn, fanOut }: Request, scale: number, mode: FanMode): number => {
  const fan = { fan_in: fanIn, fan_out: fanOut, fan_avg: (fanIn + fanOut) / 2 }[mode];
  return scale / Math.max(1, fan);
};

// The standard deviation of a standard normal variable that is cut at ±2: √(1 − 4φ(2) / (2Φ(2) − 1)).
const standardDeviationCutAt2 = 0.8796256610342398;

/** A normal value within two standard deviations, by drawing again. */
export const truncatedNormal = (random: HostRandom): number => {
  for (;;) {
    const value = random.normal();
    if (Math.abs(value) <= 2) return value;
  }
};

/** Fills a shape, element by element. */
export const fill = (shape: Shape, value: () => number): Float64Array =>
  Float64Array.from({ length: sizeOf(shape) }, value);

/** Values of mean 0 and the variance that the fans ask for. */
export const scaled = (
  request: Request,
  random: HostRandom,
  {
    scale,
    mode,
    distribution,
  }: { readonly scale: number; readonly mode: FanMode; readonly distribution: Distribution },
): Float64Array => {
  const deviation = Math.sqrt(scaledVariance(request, scale, mode));
  switch (distribution) {
    case 'normal':
      return fill(request.shape, () => deviation * random.normal());
    case 'truncated_normal':
      return fill(request.shape, () => (deviation / standardDeviationCutAt2) * truncatedNormal(random));
    case 'uniform': {
      const limit = Math.sqrt(3) * deviation;
      return fill(request.shape, () => limit * (2 * random.uniform() - 1));
    }
  }
};

/** A named case of variance scaling. */
export const scaling = (entry: {
  readonly name: string;
  readonly summary: string;
  readonly formula: string;
  readonly description: string;
  readonly references: readonly string[];
  readonly scale: number;
  readonly mode: FanMode;
  readonly distribution: 'normal' | 'uniform';
}) => {
  const { scale, mode, distribution, ...rest } = entry;
  return initializer({
    ...rest,
    options: {},
    initialize: (request, { random }) => scaled(request, random, { scale, mode, distribution }),
  });
};
