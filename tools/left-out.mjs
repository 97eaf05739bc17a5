// What Keras has, or its users look for, and the catalogue does not name: how it is said here, or why it is not there.
export const leftOut = [
  ['`Bidirectional`', 'a branch of two directions: `x -> [lstm(64), lstm(64, reverse: true)] -> concat`'],
  [
    '`TimeDistributed`',
    'layers work at all times and places by themselves; what works on images takes films with a kernel of 1 along time: `conv3d(32, kernel: [1, 3, 3])`',
  ],
  ['`Masking`, `mask_zero`', 'masks are values that are given: `lstm(64, mask: tokens != 0)`'],
  ['`SimpleRNN`, `RNN` of cells', "`rnn`; a loop of one's own is a plugin, whose `apply` may `scan`"],
  ['`ConvLSTM1D` to `3D`', 'left out: rare, and slow on every backend'],
  [
    '`return_sequences`, `return_state`',
    'outputs with names: `lstm(64)`, `lstm(64).last`, `.cell`; `initial` is an input',
  ],
  ['`Lambda`', 'a `function` of the file'],
  ['`LocallyConnected`', 'left out: gone from Keras 3 as well'],
  [
    '`AdditiveAttention`',
    'additions, `tanh` and `dense(1)` of the file; products of keys and queries are `attention`',
  ],
  ['`GroupedQueryAttention`', '`multi_head_attention(8, groups: 4)`'],
  [
    '`UpSampling`, `ZeroPadding`, `Cropping`, pooling by rank',
    '`upsample`, `pad`, `crop`, `max_pool`, `avg_pool`, `global_avg_pool`: of any number of axes',
  ],
  ['`Conv` with `causal` padding', '`pad(2, after: 0) -> conv1d(64, kernel: 3, padding: valid)`'],
  [
    'bicubic and area resizing',
    'left out: `resize` is bilinear or nearest; what shrinks much is averaged before',
  ],
  [
    'sparse and categorical cross-entropy',
    '`cross_entropy` takes class numbers or probabilities; so do metrics',
  ],
  ['`BinaryAccuracy`, `CategoricalAccuracy`, …', '`accuracy` tells by its inputs'],
  ['hinge, KL and cross-entropy as metrics', 'a loss is reported as such, each term by its name'],
  [
    '`SensitivityAtSpecificity` and its like',
    'left out: a threshold belongs into a report of the whole curve; `auc` is its area',
  ],
  ['`ReduceLROnPlateau`', '`schedule: reduce_on_plateau(monitor: validation.loss)`'],
  ['`LossScaleOptimizer`', 'numbers are float32 on every backend: nothing to scale'],
  [
    'weight decay and clipping as options of every optimizer',
    '`adamw`, `lion`, `lamb` and `muon` decay by themselves; else `regularize: l2(1e-4)`; `clip:` is a setting',
  ],
  ['quantization, `float16` policies', 'left out for now: backends compute in float32'],
];
