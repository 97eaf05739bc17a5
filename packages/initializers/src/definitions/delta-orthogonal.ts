import { initializer, sizeOf } from '@neurite/contract';
import { orthogonalMatrix } from '../matrix.js';

/** A convolution kernel that is 0 but for an orthogonal matrix in its middle. */
export const deltaOrthogonal = initializer({
  name: 'delta_orthogonal',
  summary: 'For convolutions: 0 but for an orthogonal matrix in the middle of the kernel.',
  formula: 'K[middle] orthogonal, K[elsewhere] = 0',
  description:
    'Keeps the length of what passes where there are at least as many output as input channels: very deep convolutional networks train without normalizers.',
  references: ['Xiao, Bahri, Sohl-Dickstein, Schoenholz, Pennington 2018, arXiv:1806.05393'],
  options: { gain: { type: 'float', default: 1, above: 0, doc: 'The length of each row or column.' } },
  initialize: ({ shape }, { options, random }) => {
    const [inputs, outputs] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
    const kernel = new Float64Array(sizeOf(shape));
    if (kernel.length === 0) return kernel;
    const middle = shape
      .slice(0, -2)
      .reduce((index, extent) => index * extent + Math.floor((extent - 1) / 2), 0);
    const matrix = orthogonalMatrix(inputs, outputs, random);
    kernel.set(
      matrix.map((value) => options.gain * value),
      middle * inputs * outputs,
    );
    return kernel;
  },
});
