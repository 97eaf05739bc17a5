import type { Ops, Shape } from '@neurite/contract';

interface Corruption<T> {
  readonly ops: Ops<T>;
  readonly options: {
    readonly corruption: number;
    readonly noise: 'masking' | 'gaussian' | 'salt_and_pepper';
  };
  random(name: string, shape: Shape): T;
}

/** Hides a part of x behind noise. */
export const corrupted = <T>(x: T, { ops, options: { corruption, noise }, random }: Corruption<T>): T => {
  const shape = ops.shape(x);
  const hit = () => ops.less(random('hit', shape), corruption);
  switch (noise) {
    case 'masking':
      return ops.where(hit(), 0, x);
    case 'salt_and_pepper':
      return ops.where(hit(), ops.cast(ops.less(random('side', shape), 0.5), 'float32'), x);
    case 'gaussian': {
      // Box and Muller: two uniform values make a normal one; 1 − u is never 0.
      const radius = ops.sqrt(ops.mul(ops.log(ops.sub(1, random('radius', shape))), -2));
      const angle = ops.mul(random('angle', shape), 2 * Math.PI);
      return ops.add(x, ops.mul(ops.mul(radius, ops.cos(angle)), corruption));
    }
  }
};
