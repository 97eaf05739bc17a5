import { type Context, normal } from '@neurite/contract';

interface Corruption<T> extends Pick<Context<T>, 'ops' | 'random'> {
  readonly options: {
    readonly corruption: number;
    readonly noise: 'masking' | 'gaussian' | 'salt_and_pepper';
  };
}

/** Hides a part of x behind noise. */
export const corrupted = <T>(x: T, context: Corruption<T>): T => {
  const { ops, options, random } = context;
  const shape = ops.shape(x);
  const hit = () => ops.less(random('hit', shape), options.corruption);
  switch (options.noise) {
    case 'masking':
      return ops.where(hit(), 0, x);
    case 'salt_and_pepper':
      return ops.where(hit(), ops.cast(ops.less(random('side', shape), 0.5), 'float32'), x);
    case 'gaussian':
      return ops.add(x, ops.mul(normal('noise', shape, context), options.corruption));
  }
};
