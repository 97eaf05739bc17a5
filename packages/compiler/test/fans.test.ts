import { compileText } from './support/compile.js';

// Variance scaling is only as right as its fans: the numbers of inputs that an output adds up, and of outputs that an input reaches.
describe('fans of kernels', () => {
  const parameters = (layer: string, shape = '[8, 8, 6]'): ReadonlyMap<string, readonly unknown[]> => {
    const graph = compileText(`model Net { input x: ${shape}  output y = x -> ${layer} as it }`).graph();
    if (!graph.ok) throw new Error(graph.diagnostics.map(({ message }) => message).join('\n'));
    return new Map(
      graph.value.parameters.map(({ path, fanIn, fanOut }) => [
        path.replace(/^.*it\./u, ''),
        [fanIn, fanOut],
      ]),
    );
  };

  it.each([
    ['dense(10)', '[5]', 'kernel', [5, 10]],
    ['conv1d(4, kernel: 3)', '[8, 6]', 'kernel', [3 * 6, 3 * 4]],
    ['conv2d(4, kernel: [3, 5])', '[8, 8, 6]', 'kernel', [15 * 6, 15 * 4]],
    // Of two groups each output sees half of the channels, and each channel reaches half of the outputs.
    ['conv2d(4, kernel: 3, groups: 2)', '[8, 8, 6]', 'kernel', [9 * 3, 9 * 2]],
    ['conv3d(4, kernel: 2)', '[4, 4, 4, 6]', 'kernel', [8 * 6, 8 * 4]],
    ['conv2d_transpose(4, kernel: 3)', '[8, 8, 6]', 'kernel', [9 * 6, 9 * 4]],
    ['conv1d_transpose(4, kernel: 3)', '[8, 6]', 'kernel', [3 * 6, 3 * 4]],
    ['conv3d_transpose(4, kernel: 2)', '[4, 4, 4, 6]', 'kernel', [8 * 6, 8 * 4]],
    ['conv2d_transpose(4, kernel: 3, groups: 2)', '[8, 8, 6]', 'kernel', [9 * 3, 9 * 2]],
    // Strides and gaps change how often a weight is used, and not what an output adds up.
    ['conv2d(4, kernel: 3, stride: 2)', '[8, 8, 6]', 'kernel', [9 * 6, 9 * 4]],
    ['conv2d(4, kernel: 3, dilation: 2)', '[8, 8, 6]', 'kernel', [9 * 6, 9 * 4]],
    // A channel by itself: nine inputs for each output.
    ['depthwise_conv2d(kernel: 3, multiplier: 2)', '[8, 8, 6]', 'kernel', [9, 9 * 2]],
    ['depthwise_conv1d(kernel: 3)', '[8, 6]', 'kernel', [3, 3]],
    ['separable_conv1d(4, kernel: 3, multiplier: 2)', '[8, 6]', 'depthwise', [3, 3 * 2]],
    ['separable_conv1d(4, kernel: 3, multiplier: 2)', '[8, 6]', 'pointwise', [6 * 2, 4]],
    ['separable_conv2d(4, kernel: 3)', '[8, 8, 6]', 'depthwise', [9, 9]],
    ['separable_conv2d(4, kernel: 3)', '[8, 8, 6]', 'pointwise', [6, 4]],
    // One row is looked up, never a sum of rows.
    ['embedding(100, 7)', 'int32[3]', 'table', [1, 7]],
    ['positional_embedding(5)', '[3, 6]', 'table', [1, 6]],
    // Gates lie side by side: one of an input each, as Keras counts them.
    ['rnn(5)', '[3, 6]', 'kernel', [6, 5]],
    ['rnn(5)', '[3, 6]', 'recurrent', [5, 5]],
    ['lstm(5)', '[3, 6]', 'kernel', [6, 4 * 5]],
    ['lstm(5)', '[3, 6]', 'recurrent', [5, 4 * 5]],
    ['gru(5)', '[3, 6]', 'kernel', [6, 3 * 5]],
    ['gru(5)', '[3, 6]', 'recurrent', [5, 3 * 5]],
    // Of two groups half of the channels are left for keys and values.
    ['multi_head_attention(4, groups: 2)', '[3, 8]', 'query', [8, 8]],
    ['multi_head_attention(4, groups: 2)', '[3, 8]', 'key', [8, 4]],
    ['multi_head_attention(4, groups: 2)', '[3, 8]', 'value', [8, 4]],
    ['multi_head_attention(4, groups: 2)', '[3, 8]', 'output', [8, 8]],
    ['spectral_norm(conv2d(4, kernel: 3))', '[8, 8, 6]', 'kernel', [9 * 6, 9 * 4]],
    ['maxout(4, pieces: 3)', '[5]', 'kernel', [5, 12]],
    ['weight_norm(dense(10))', '[5]', 'kernel', [5, 10]],
  ] as const)('%s', (layer, shape, name, fans) => {
    expect(parameters(layer, shape).get(name)).toEqual(fans);
  });
});
