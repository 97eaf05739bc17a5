import { catalog } from './catalog.js';

describe('the standard catalog', () => {
  it('knows each kind of plugin by the names that files use', () => {
    for (const name of ['dense', 'conv2d', 'max_pool', 'relu', 'batch_norm', 'dropout', 'add', 'concat'])
      expect(catalog.get('layer', name)?.name).toBe(name);
    expect(catalog.get('loss', 'cross_entropy')).toBeDefined();
    expect(catalog.get('optimizer', 'adam')).toBeDefined();
    expect(catalog.get('source', 'package')).toBeDefined();
    expect(catalog.get('pretraining', 'denoising_autoencoder')).toBeDefined();
  });

  it('has the activations and initializers that users of Keras look for, by name', () => {
    const activations =
      `elu gelu hard_sigmoid linear log_softmax mish relu relu6 selu sigmoid silu swish softmax softplus softsign tanh
      celu exponential glu hard_shrink hard_silu hard_swish hard_tanh leaky_relu log_sigmoid soft_shrink sparse_plus sparse_sigmoid
      sparsemax squareplus tanh_shrink threshold`.split(/\s+/);
    for (const name of activations)
      expect([name, catalog.get('layer', name)?.activation]).toEqual([name, expect.anything()]);
    const initializers =
      `zeros ones constant identity random_normal random_uniform truncated_normal variance_scaling glorot_normal
      glorot_uniform he_normal he_uniform lecun_normal lecun_uniform orthogonal`.split(/\s+/);
    expect(initializers.filter((name) => catalog.get('initializer', name) === undefined)).toEqual([]);
  });

  it.each([
    [
      'layer',
      `identity sigmoid hard_sigmoid tanh hard_tanh softsign relu relu6 leaky_relu prelu rrelu elu celu selu softplus threshold gelu silu swish
      mish hard_swish glu geglu swiglu softmax log_softmax sparsemax maxout softshrink hardshrink tanh_shrink squareplus log_sigmoid sparse_plus
      exponential`,
    ],
    [
      'initializer',
      `zeros ones constant identity orthogonal random_normal random_uniform truncated_normal variance_scaling glorot_normal glorot_uniform
      he_normal he_uniform lecun_normal lecun_uniform sparse lsuv delta_orthogonal`,
    ],
    [
      'layer',
      'batch_norm layer_norm instance_norm group_norm rms_norm weight_norm spectral_norm local_response_norm',
    ],
    ['regularizer', 'l1 l2 l1_l2 orthogonal'],
    ['layer', 'dropout spatial_dropout alpha_dropout gaussian_dropout gaussian_noise drop_path'],
    ['constraint', 'max_norm unit_norm non_neg min_max_norm'],
    ['pretraining', 'autoencoder denoising_autoencoder sparse_autoencoder contractive_autoencoder rbm'],
    ['transform', 'centre standardize min_max scale pca whiten'],
    [
      'augmentation',
      'random_shift random_flip random_crop random_rotate noise brightness contrast cutout mixup',
    ],
    [
      'layer',
      `conv1d conv2d conv3d depthwise_conv1d depthwise_conv2d separable_conv1d separable_conv2d conv1d_transpose conv2d_transpose
      conv3d_transpose max_pool avg_pool global_avg_pool global_max_pool adaptive_avg_pool adaptive_max_pool upsample bed_of_nails max_unpool
      rnn lstm gru multi_head_attention cross_attention attention positional_embedding sinusoidal_positions`,
    ],
    ['strategy', 'grid random halving tpe'],
    ['combination', 'mean vote'],
  ] as const)('has what courses on deep networks name: of kind %s, %s', (kind, names) => {
    expect(names.split(/\s+/).filter((name) => catalog.get(kind, name) === undefined)).toEqual([]);
  });

  it('has every layer that the language itself needs', () => {
    const operators = [
      'add',
      'subtract',
      'multiply',
      'divide',
      'floor_divide',
      'remainder',
      'matrix_product',
      'power',
    ];
    const comparisons = ['equal', 'not_equal', 'less', 'less_equal', 'greater', 'greater_equal'];
    const others = [
      'logical_and',
      'logical_or',
      'logical_not',
      'negative',
      'slice',
      'constant',
      'insert_axes',
      'repeat_over_batch',
    ];
    const missing = [...operators, ...comparisons, ...others].filter(
      (name) => catalog.get('layer', name) === undefined,
    );
    expect(missing).toEqual([]);
  });

  it('names only initializers that it has', () => {
    const wanted = catalog.definitions.flatMap((definition) => {
      if (definition.kind !== 'layer') return [];
      const written = Object.values(definition.parameters).map(({ initializer }) =>
        initializer.replace(/\(.*/, ''),
      );
      return [
        ...written,
        ...(definition.activation === undefined ? [] : [definition.activation.initializer]),
      ];
    });
    const missing = [...new Set(wanted)].filter(
      (name) => name !== 'auto' && catalog.get('initializer', name) === undefined,
    );
    expect(missing).toEqual([]);
  });
});
