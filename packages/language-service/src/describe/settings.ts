import type { Owner } from '../place/place.js';

/** What is said of each setting, by block and key. */
export const settingDocs: Readonly<
  Record<'data' | 'train' | 'phase' | 'pretrain' | 'search' | 'ensemble', Readonly<Record<string, string>>>
> = {
  data: {
    source: 'Where the examples come from: `csv("measurements.csv")`, `package("mnist")`, `moons()`.',
    train: 'Where the training part comes from, where the test part has a source of its own.',
    test: 'The test part: a number of examples, a fraction such as `10%`, or a source.',
    validation: 'The part that training is judged by: a number of examples or a fraction such as `10%`.',
    shuffle: 'The seed of the shuffle before the split; `false` keeps the order of the source.',
    take: 'At most so many examples, before the split.',
  },
  train: {
    model: 'The model to train, with arguments: `Digits(classes: 10)`.',
    data: 'The data to learn from, with arguments.',
    loss: 'What is made small: `cross_entropy`, or named terms in braces.',
    optimizer: 'How the weights follow the gradient, and the rate: `adam(rate: 1e-3)`.',
    schedule: 'How the rate changes: `warmup(500 steps) then cosine`.',
    clip: 'Bounds gradients: `global_norm(1.0)` or `value(0.5)`.',
    batch: 'Examples in a batch. A step takes one, unless it accumulates.',
    accumulate:
      'How many batches make a step: their gradients are averaged, as of one large batch in the memory of a small one.',
    epochs: 'Passes over the training part.',
    steps: 'Ends training after so many steps.',
    metrics: 'What is measured besides the loss: `[accuracy, top_k(3)]`.',
    stop: 'Ends training early: `early(monitor: validation.loss, patience: 3)`.',
    keep: 'Which weights are kept: `best(validation.accuracy)`.',
    seed: 'The seed of everything random.',
    start: 'A pretraining to start from.',
    average: 'Averages of the weights, judged and kept in their place: `ema(0.999)` or `swa(from: 75%)`.',
    order: 'How phases share the training: `alternate`, or `sequence`.',
    health: 'What the rules that watch a training compare with: `health { dead_units: 60% }`.',
    regularize: 'A penalty of weights: `l2(1e-4) on "**.kernel"`.',
    constrain: 'A bound of weights, kept after each step: `max_norm(3) on "**.kernel"`.',
    freeze: 'Weights that are not trained: `"stem.**"`.',
  },
  phase: {
    update: 'The weights that the phase trains: `"judge.**"`, or a list.',
    loss: 'What is made small in this phase; as in the recipe where it is left out, like all that follows.',
    optimizer: 'How the weights follow the gradient, and the rate.',
    schedule: 'How the rate changes over the steps of this phase.',
    clip: 'Bounds gradients.',
    epochs: 'Passes over the training part, in a sequence.',
    steps: 'Steps in a row where phases alternate; in a sequence, after how many the phase ends.',
    stop: 'Ends the phase early, in a sequence.',
    keep: 'Which weights the phase ends with, in a sequence.',
    regularize: 'A penalty of weights.',
    constrain: 'A bound of weights, kept after each step.',
  },
  pretrain: {
    model: 'The model whose stages are trained one after the other.',
    data: 'The data; labels are not used.',
    codes: 'Named values of the model: each stage is the part between two of them.',
    method: 'How a stage learns: `denoising_autoencoder(corruption: 0.3)`.',
    tied: 'Whether decoders use the transposed weights of the encoders.',
    epochs: 'Passes over the data for each stage: a number, or a list.',
    optimizer: 'How the weights follow the gradient, and the rate.',
    batch: 'Examples in a step.',
    seed: 'The seed of everything random.',
  },
  search: {
    train: 'The recipe whose settings are searched.',
    trials: 'At most so many trainings.',
    strategy: 'Which settings are tried next: `random`, `grid`, `halving`, `tpe`.',
    refine: 'From coarse to fine: `2 rounds`, the second about the best of the first.',
    objective: 'What is best: `maximize(validation.accuracy)`. Without it the search is an experiment.',
    report: 'What is reported of each trial: `validation.accuracy`, or a list.',
    abandon: 'Gives up a trial whose loss exceeds so many times what it was at first: `3x`, or `none`.',
    seed: 'The seed of what is tried; each trial has the seed of its recipe.',
  },
  ensemble: {
    train: 'The recipe that every member is trained by.',
    members: 'How many trainings there are.',
    vary: 'What makes members differ: `[seed, bootstrap]`, or `[snapshot]`.',
    combine: 'How members become one model: `mean` or `vote`.',
    seed: 'The seed of the first member, and of all samples.',
  },
};

/** Whether a block has settings that something is said of. */
export const hasSettings = (owner: Owner | undefined): owner is keyof typeof settingDocs =>
  owner !== undefined && Object.hasOwn(settingDocs, owner);

/** What is said of the settings of `load`. */
export const loadDocs: Readonly<Record<string, string>> = {
  mode: 'Whether the weights are trained on (`copy`), stay as they are (`frozen`), or are one with those of other parts (`shared`).',
  rename: 'Names in the file for paths of the target: `["features.*" on "stem.*"]`.',
};

/** What is said of the words that open declarations and statements. */
export const wordDocs: Readonly<Record<string, string>> = {
  import: 'Takes declarations of another file: `import { residual } from "./blocks.nn"`.',
  use: 'Adds the names of a plugin package: `use "package"`.',
  model: 'A network: inputs, named values and outputs.',
  block: 'A part of a network that models use.',
  function: 'A formula with a name: `function swish(x; beta: float = 1) = x * sigmoid(beta * x)`.',
  data: 'Where examples come from, and how they are prepared.',
  train: 'A recipe: model, data, loss, optimizer and for how long.',
  pretrain: 'Greedy training of one stage after the other, before `train`.',
  search: 'Tries settings of a recipe.',
  ensemble: 'Several trainings of a recipe, combined.',
  input: 'A value from outside: `input image: [28, 28, 1]`.',
  output: 'A result: `output scores = image -> dense(10)`.',
  param: 'A weight of one’s own: `param scale: [dim] = ones`.',
  noise: 'A random value, drawn for each example and step.',
  expect: 'Something that must hold when the file is compiled: `expect parameters == 50_186`.',
  load: 'Weights from a file: `load "weights.safetensors" into backbone`.',
  field: 'A field of the examples: a column and its preparation.',
  augment: 'Random changes of a field while training.',
  group: 'Settings for some of the weights: `group "stem.**" { rate: 0.1x }`.',
  phase: 'A part of the training: `phase judge { update: "judge.**" loss: … }`.',
  allow: 'Silences a finding, with a reason: `allow dead_units because "sparse by design"`.',
  repeat: 'Layers written once and used several times: `repeat 3 { dense(64) -> relu }`.',
  if: 'Chooses while compiling: `if stride != 1 { conv2d(64, kernel: 1) }`.',
  else: 'What is taken otherwise.',
};
