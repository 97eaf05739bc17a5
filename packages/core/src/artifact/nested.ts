import type { HostTensor, Nested } from '@neurite/contract';

/** A tensor as nested lists; bool as true and false. */
export const nested = ({ dtype, shape, data }: HostTensor): Nested => {
  let at = 0;
  const build = (axis: number): Nested => {
    if (axis === shape.length) {
      const element = data[at++]!;
      return dtype === 'bool' ? element !== 0 : element;
    }
    return Array.from({ length: shape[axis]! }, () => build(axis + 1));
  };
  return build(0);
};
