import type { Padding, Shape } from '@neurite/contract';
import { integer } from '../glsl/literal.js';

/** How a window slides from an input to an output, over spatial axes alone. */
export interface Sliding {
  readonly size: Shape;
  readonly strides: Shape;
  readonly padding: Padding;
  readonly dilation: Shape;
  readonly input: Shape;
  readonly output: Shape;
}

const nest = (rank: number, level: (axis: number) => string, each: string): string =>
  Array.from({ length: rank }, (_, axis) => level(axis)).join('') + each + '}'.repeat(rank);

const element = ({ size }: Sliding, axis: number): string =>
  `for (int k${axis} = 0; k${axis} < ${size[axis]}; k${axis}++) { `;

/** For the output place o0, o1, …: runs `each` for all elements k0, k1, … of its window whose position p0, p1, … is inside the input. */
export const forward = (sliding: Sliding, each: string): string => {
  const { strides, padding, dilation, input } = sliding;
  const level = (axis: number) =>
    `${element(sliding, axis)}int p${axis} = o${axis} * ${strides[axis]} - ${integer(padding[axis]![0])} + k${axis} * ${dilation[axis]};
  if (p${axis} < 0 || p${axis} >= ${input[axis]}) continue; `;
  return nest(input.length, level, each);
};

/** For the input position p0, p1, …: runs `each` for all elements k0, k1, … of windows, at places o0, o1, …, that lie there. */
export const backward = (sliding: Sliding, each: string): string => {
  const { strides, padding, dilation, input, output } = sliding;
  const level = (axis: number) =>
    `${element(sliding, axis)}int t${axis} = p${axis} + ${integer(padding[axis]![0])} - k${axis} * ${dilation[axis]};
  int o${axis} = t${axis} / ${strides[axis]};
  if (t${axis} < 0 || o${axis} * ${strides[axis]} != t${axis} || o${axis} >= ${output[axis]}) continue; `;
  return nest(input.length, level, each);
};

/** For the element k0, k1, … of a window: runs `each` for all places o0, o1, … whose position p0, p1, … there is inside the input. */
export const across = ({ strides, padding, dilation, input, output }: Sliding, each: string): string => {
  const level = (axis: number) =>
    `for (int o${axis} = 0; o${axis} < ${output[axis]}; o${axis}++) { int p${axis} = o${axis} * ${strides[axis]} - ${integer(padding[axis]![0])} + k${axis} * ${dilation[axis]};
  if (p${axis} < 0 || p${axis} >= ${input[axis]}) continue; `;
  return nest(input.length, level, each);
};
