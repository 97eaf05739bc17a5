import { type Example, type Exceptions, type Ops, layer } from '@neurite/contract';

interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly formula: string;
  readonly description?: string;
  readonly exceptions?: Exceptions;
  readonly examples: readonly Example[];
}

/** What arithmetic is on: `number` is a dtype variable, the same for all operands, and never bool. */
type Numbers = 'float32' | 'number';

// Annotated, because the type of the text itself says nothing that the inputs' types need.
const typed = (dtype: Numbers | 'n', shape: string): string => `${dtype}${shape}`;

/** A function of each element. */
export const unary = (entry: Entry & { readonly dtype: Numbers; compute<T>(x: T, ops: Ops<T>): T }) => {
  const { compute, dtype, ...rest } = entry;
  return layer({
    ...rest,
    family: 'arithmetic',
    options: {},
    inputs: { x: typed(dtype, '[...s]') },
    outputs: { y: typed(dtype, '[...s]') },
    apply: ({ x }, { ops }) => ({ outputs: { y: compute(x, ops) } }),
  });
};

/** An operator on two operands that broadcast. */
export const binary = (
  entry: Entry & { readonly dtype: Numbers; compute<T>(a: T, b: T, ops: Ops<T>): T },
) => {
  const { compute, dtype, ...rest } = entry;
  return layer({
    ...rest,
    family: 'arithmetic',
    options: {},
    inputs: { a: typed(dtype, '[...a]'), b: typed(dtype, '[...b]') },
    outputs: { y: typed(dtype, '[...broadcasted(a, b)]') },
    apply: ({ a, b }, { ops }) => ({ outputs: { y: compute(a, b, ops) } }),
  });
};

/** A question about two operands that broadcast; the answers are bool. Truth values have no order, but may be equal: `n` is any dtype. */
export const comparison = (
  entry: Entry & { readonly dtype: 'number' | 'n'; compute<T>(a: T, b: T, ops: Ops<T>): T },
) => {
  const { compute, dtype, ...rest } = entry;
  return layer({
    ...rest,
    family: 'arithmetic',
    options: {},
    inputs: { a: typed(dtype, '[...a]'), b: typed(dtype, '[...b]') },
    outputs: { y: 'bool[...broadcasted(a, b)]' },
    apply: ({ a, b }, { ops }) => ({ outputs: { y: compute(a, b, ops) } }),
  });
};

/** A connective of two truth values that broadcast. */
export const connective = (entry: Entry & { compute<T>(a: T, b: T, ops: Ops<T>): T }) => {
  const { compute, ...rest } = entry;
  return layer({
    ...rest,
    family: 'arithmetic',
    options: {},
    inputs: { a: 'bool[...a]', b: 'bool[...b]' },
    outputs: { y: 'bool[...broadcasted(a, b)]' },
    apply: ({ a, b }, { ops }) => ({ outputs: { y: compute(a, b, ops) } }),
  });
};

/** Any number of operands that broadcast, folded from the left. */
export const merge = (entry: Entry & { combine<T>(xs: readonly T[], ops: Ops<T>): T }) => {
  const { combine, ...rest } = entry;
  return layer({
    ...rest,
    family: 'merge',
    options: {},
    inputs: { x: { shape: 'number[...]', variadic: true } },
    outputs: { y: 'number[...broadcasted(x)]' },
    apply: ({ x }, { ops }) => ({ outputs: { y: combine(x, ops) } }),
  });
};

/** The options of every reduction. */
export const reductionOptions = {
  axis: {
    type: 'axes',
    default: null,
    doc: 'An axis or several, the batch not counted; by default all of them.',
  },
  keep: { type: 'bool', default: false, doc: 'Whether reduced axes stay, with extent 1.' },
} as const;

/** A reduction over axes; the batch is never one of them. */
export const reduction = (
  entry: Entry & {
    readonly dtype: Numbers;
    reduce<T>(x: T, axes: readonly number[], keep: boolean, ops: Ops<T>): T;
  },
) => {
  const { reduce, dtype, ...rest } = entry;
  return layer({
    ...rest,
    family: 'arithmetic',
    options: reductionOptions,
    inputs: { x: typed(dtype, '[...s]') },
    outputs: { y: typed(dtype, '[...reduced(s, axis, keep)]') },
    apply: ({ x }, { ops, options: { axis, keep } }) => {
      const axes =
        axis === null
          ? ops
              .shape(x)
              .map((_, i) => i)
              .slice(1)
          : typeof axis === 'number'
            ? [axis]
            : axis;
      return { outputs: { y: reduce(x, axes, keep, ops) } };
    },
  });
};
