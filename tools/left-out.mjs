// What Keras has, or its users look for, and the catalogue does not name: how it is said here, or why it is not there.
export const leftOut = [
  ['`Bidirectional`', 'a branch of two directions: `x -> [lstm(64), lstm(64, reverse: true)] -> concat`'],
  [
    '`TimeDistributed`',
    'layers work at all times and places by themselves; what works on images takes films with a kernel of 1 along time: `conv3d(32, kernel: [1, 3, 3])`',
  ],
  ['`Masking`, `mask_zero`', 'masks are values that are given: `lstm(64, mask: tokens != 0)`'],
  [
    '`RNN`, `StackedRNNCells`, `LSTMCell` and its like',
    "`rnn`, `lstm` and `gru` one after the other; a loop of one's own is a plugin, whose `apply` may `scan`",
  ],
  ['`ConvLSTM1D` to `3D`', 'left out: rare, and slow on every backend'],
  [
    '`return_sequences`, `return_state`',
    'outputs with names: `lstm(64)`, `lstm(64).last`, `.cell`; `initial` is an input',
  ],
  ['`Input`, `Activation`, `Lambda`', '`input`, a step such as `-> relu`, and a `function` of the file'],
  ['`EinsumDense`', '`dense` on the last axis, `@`, `permute` and `reshape` around it'],
  ['`UnitNormalization`', '`x / sqrt(sum(x ^ 2, axis: -1, keep: true) + 1e-12)`'],
  [
    '`ActivityRegularization`',
    'a term of the loss on a named value: `loss { main: …  activity: 1e-4 * sum(abs(h)) }`',
  ],
  ['`recurrent_dropout`', 'left out: `dropout` stands before and after recurrent layers'],
  ['`reset_after: false` of `GRU`', 'left out: `gru` resets after the recurrent product, as in PyTorch'],
  [
    '`Discretization`, `Hashing`, `HashedCrossing`',
    'left out: numbers go in as they are, and classes are listed by `one_of`',
  ],
  ['`IntegerLookup`, `StringLookup`, `CategoryEncoding`', '`one_of` and `one_hot`'],
  ['`MelSpectrogram`, `STFTSpectrogram`, `STFT`', 'left out: there are no sources of sound'],
  [
    '`RandomZoom`, `RandomShear`, `RandomPerspective`, `RandomElasticTransform`, `RandomGaussianBlur`, `RandomSharpness`, `CutMix`',
    'left out: styles of images only; shift, flip, crop, rotate, noise, `cutout` and `mixup` are there',
  ],
  [
    '`RandomHue`, `RandomSaturation`, `RandomGrayscale`, `RandomColorJitter`, `RandomInvert`, `RandomPosterization`, `RandomColorDegeneration`, `Solarization`, `AutoContrast`, `Equalization`, `RandAugment`, `AugMix`',
    'left out: styles of images only; `brightness` and `contrast` are there',
  ],
  ['`Pipeline`', 'steps of a field: `image -> scale(1 / 255) -> standardize`'],
  ['`TorchModuleWrapper`, `TFSMLayer`, `JaxLayer`, `FlaxLayer`', 'left out: a file runs no foreign code'],
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
  [
    '`mse`, `mae`, `acc` and other short names',
    'names are whole words; `mse` is answered by what it is short for',
  ],
  [
    '`key_dim`, `value_dim` of attention',
    'heads share the channels: another number of them comes from `dense` before it',
  ],
  ['`BinaryAccuracy`, `CategoricalAccuracy`, …', '`accuracy` tells by its inputs'],
  [
    '`Mean`, `Sum`, `MeanMetricWrapper`',
    'a value of the model in a term of the loss is reported by its name',
  ],
  [
    '`SensitivityAtSpecificity`, `SpecificityAtSensitivity`, `PrecisionAtRecall`, `RecallAtPrecision`',
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
