import { catalog } from '@neurite/standard/catalog';
import { leftOut } from '../left-out.mjs';

// Every class that Keras 3 exports has an entry, or docs/catalogue.md says what stands in its place.

type Kind = Parameters<typeof catalog.get>[0];

/** By kind: the names of Keras, and after a colon what the catalogue calls it where that is not the same in snake_case. */
const names: Readonly<Partial<Record<Kind, string>>> = {
  layer: `Dense Embedding Identity Conv1D Conv2D Conv3D Conv1DTranspose Conv2DTranspose Conv3DTranspose SeparableConv1D SeparableConv2D
    DepthwiseConv1D DepthwiseConv2D MaxPooling1D:max_pool MaxPooling2D:max_pool MaxPooling3D:max_pool AveragePooling1D:avg_pool
    AveragePooling2D:avg_pool AveragePooling3D:avg_pool GlobalMaxPooling1D:global_max_pool GlobalMaxPooling2D:global_max_pool
    GlobalMaxPooling3D:global_max_pool GlobalAveragePooling1D:global_avg_pool GlobalAveragePooling2D:global_avg_pool
    GlobalAveragePooling3D:global_avg_pool AdaptiveAveragePooling1D:adaptive_avg_pool AdaptiveAveragePooling2D:adaptive_avg_pool
    AdaptiveAveragePooling3D:adaptive_avg_pool AdaptiveMaxPooling1D:adaptive_max_pool AdaptiveMaxPooling2D:adaptive_max_pool
    AdaptiveMaxPooling3D:adaptive_max_pool LSTM GRU SimpleRNN:rnn Resizing:resize Rescaling:rescale CenterCrop:crop
    SpectralNormalization:spectral_norm BatchNormalization:batch_norm LayerNormalization:layer_norm GroupNormalization:group_norm
    RMSNormalization:rms_norm Dropout SpatialDropout1D:spatial_dropout SpatialDropout2D:spatial_dropout SpatialDropout3D:spatial_dropout
    GaussianDropout AlphaDropout GaussianNoise MultiHeadAttention Attention GroupQueryAttention:multi_head_attention Reshape Flatten
    RepeatVector Permute Cropping1D:crop Cropping2D:crop Cropping3D:crop UpSampling1D:upsample UpSampling2D:upsample UpSampling3D:upsample
    ZeroPadding1D:pad ZeroPadding2D:pad ZeroPadding3D:pad Concatenate:concat Average Maximum Minimum Add Subtract Multiply Dot
    ReLU:relu Softmax LeakyReLU:leaky_relu PReLU:prelu ELU:elu
    Input Activation Lambda EinsumDense Masking TimeDistributed Bidirectional ConvLSTM1D RNN StackedRNNCells LSTMCell AdditiveAttention
    UnitNormalization ActivityRegularization Discretization Hashing HashedCrossing IntegerLookup StringLookup CategoryEncoding
    MelSpectrogram STFTSpectrogram TorchModuleWrapper TFSMLayer JaxLayer FlaxLayer Pipeline`,
  transform: 'Normalization:standardize TextVectorization:tokenize',
  augmentation: `RandomCrop RandomFlip RandomTranslation:random_shift RandomRotation:random_rotate RandomContrast:contrast
    RandomBrightness:brightness MixUp:mixup RandomErasing:cutout GaussianNoise:noise RandomZoom RandomShear RandomPerspective
    RandomElasticTransform RandomGaussianBlur RandomSharpness CutMix RandomHue RandomSaturation RandomGrayscale RandomColorJitter RandomInvert
    RandomPosterization RandomColorDegeneration Solarization AutoContrast Equalization RandAugment AugMix`,
  initializer: `Constant Identity Ones Zeros GlorotNormal GlorotUniform HeNormal HeUniform LecunNormal LecunUniform Orthogonal:orthogonal
    RandomNormal RandomUniform TruncatedNormal VarianceScaling STFT`,
  regularizer: 'L1 L2 L1L2:l1_l2 OrthogonalRegularizer:orthogonal',
  constraint: 'MaxNorm MinMaxNorm NonNeg UnitNorm',
  optimizer: `SGD RMSprop:rmsprop Adam AdamW:adamw Adadelta Adagrad Adamax Adafactor Nadam Ftrl Lion Lamb Muon LossScaleOptimizer`,
  schedule: `CosineDecay:cosine CosineDecayRestarts:cosine_restarts ExponentialDecay:exponential InverseTimeDecay:inverse_time
    PiecewiseConstantDecay:piecewise PolynomialDecay:polynomial ReduceLROnPlateau:reduce_on_plateau`,
  loss: `BinaryCrossentropy:binary_cross_entropy CategoricalCrossentropy:cross_entropy SparseCategoricalCrossentropy:cross_entropy
    BinaryFocalCrossentropy:binary_focal CategoricalFocalCrossentropy:focal Poisson KLDivergence:kl_divergence CTC MeanSquaredError
    MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredLogarithmicError CosineSimilarity Huber LogCosh Tversky Dice Hinge SquaredHinge
    CategoricalHinge Circle`,
  metric: `Accuracy BinaryAccuracy:accuracy CategoricalAccuracy:accuracy SparseCategoricalAccuracy:accuracy TopKCategoricalAccuracy:top_k
    SparseTopKCategoricalAccuracy:top_k BinaryCrossentropy:binary_cross_entropy CategoricalCrossentropy:cross_entropy
    SparseCategoricalCrossentropy:cross_entropy KLDivergence:kl_divergence Poisson MeanSquaredError RootMeanSquaredError MeanAbsoluteError
    MeanAbsolutePercentageError MeanSquaredLogarithmicError CosineSimilarity LogCoshError:log_cosh R2Score:r2 AUC:auc Precision Recall
    TruePositives TrueNegatives FalsePositives FalseNegatives F1Score:f1 FBetaScore:f1 IoU:iou BinaryIoU:iou OneHotIoU:iou
    OneHotMeanIoU:mean_iou MeanIoU:mean_iou Hinge SquaredHinge CategoricalHinge PearsonCorrelation:pearson ConcordanceCorrelation:concordance
    PrecisionAtRecall RecallAtPrecision SensitivityAtSpecificity SpecificityAtSensitivity Mean Sum MeanMetricWrapper`,
};

const snake = (name: string): string =>
  name
    .replace(/(\d)D/, '$1d')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

const told = new Set(
  (leftOut as readonly (readonly [what: string, reason: string])[]).flatMap(([what]) =>
    [...what.matchAll(/`(\w+)`/g)].map(([, name]) => name!),
  ),
);

const rows = Object.entries(names).flatMap(([kind, text]) =>
  text.split(/\s+/).map((entry) => {
    const [name, ours] = entry.split(':') as [string, string | undefined];
    return [kind as Kind, name, ours ?? snake(name), ours !== undefined] as const;
  }),
);

it.each(rows)('the %s %s of Keras is %s, or its place is told', (kind, name, ours, isSaid) => {
  const isThere = catalog.get(kind, ours) !== undefined;
  expect(isThere || (!isSaid && told.has(name))).toBe(true);
});
