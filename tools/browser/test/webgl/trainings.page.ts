import { catalogOf, compile, train } from 'neurite';

const models = `
  model Net {
    input point: [2]
    h1 = point -> dense(8) -> tanh
    # Without a bias, whose gradient before batch_norm is nothing but rounding, of which Adam makes whole steps.
    h2 = h1 -> dense(4, bias: false) -> batch_norm -> tanh
    output scores = h2 -> dense(2) as head
  }
  model Game {
    input point: [2]
    noise dice: [2] = random_uniform(low: -1, high: 1)
    generate = dense(6) -> tanh -> dense(2)
    judge = dense(6) -> leaky_relu -> dense(1)
    output fake = dice -> generate
    real_score = point -> judge
    fake_score = fake -> judge
  }
  data Moons {
    source: moons(90, noise: 0.1)  validation: 26
    field point = point -> standardize
    field label = label -> one_of(2)
  }
  data Cloud { source: moons(60, noise: 0.1)  field point = point }
`;

const learning =
  'model: Net  data: Moons  loss: cross_entropy  optimizer: adam(rate: 0.02)  batch: 32  epochs: 3  seed: 4';
const pretraining =
  'model: Net  data: Moons  codes: [h1, h2]  optimizer: adam(rate: 0.02)  batch: 32  epochs: 2  seed: 6';

/** Recipes that between them have what a run can have, by what they show. */
export const recipes: Readonly<Record<string, string>> = {
  'phases that alternate': `train Run {
    model: Game  data: Cloud  optimizer: adam(rate: 0.01)  batch: 20  epochs: 2  seed: 2
    phase judge { update: "judge.**"  loss: softplus(-real_score[0]) + softplus(fake_score[0]) }
    phase generate { update: "generate.**"  loss: softplus(-fake_score[0]) }
    order: alternate
  }`,
  'phases in a sequence': `train Run {
    ${learning}
    phase head { update: "scores.**"  epochs: 1 }
    phase all { update: "**"  epochs: 2  optimizer: sgd(rate: 0.1, momentum: 0.9) }
    order: sequence
  }`,
  'a moving average of weights': `train Run { ${learning}  average: ema(0.8) }`,
  'the mean of weights at the ends of epochs': `train Run { ${learning}  average: swa(from: 30%) }`,
  'a stack of autoencoders': `
    pretrain Stack { ${pretraining}  method: denoising_autoencoder(corruption: 0.2) }
    train Run { start: Stack  ${learning} }`,
  'tied contractive autoencoders': `
    pretrain Stack { ${pretraining}  method: contractive_autoencoder(weight: 0.1)  tied: true }
    train Run { start: Stack  ${learning} }`,
  'batches that are accumulated, with statistics and averages': `train Run {
    model: Net  data: Moons  loss: cross_entropy  optimizer: adam(rate: 0.02)  epochs: 3  seed: 4
    batch: 9  accumulate: 3  average: ema(0.8)  regularize: l2(0.01) on "**.kernel"
  }`,
  'batches that are accumulated in phases': `train Run {
    model: Game  data: Cloud  optimizer: adam(rate: 0.01)  batch: 7  accumulate: 2  epochs: 2  seed: 2
    phase judge { update: "judge.**"  loss: softplus(-real_score[0]) + softplus(fake_score[0]) }
    phase generate { update: "generate.**"  loss: softplus(-fake_score[0]) }
    order: alternate
  }`,
  'penalties, constraints, clipping and a schedule': `train Run {
    ${learning}  regularize: l1_l2 on "**.kernel"  constrain: max_norm(1) on "h1.**.kernel"  clip: global_norm(0.5)
    schedule: warmup(3 steps) then cosine  group "scores.**" { rate: 0.5x }
  }`,
};

/** Everything that a run tells of, by what it is: losses of stages, of training and of validation, and sums of squares of the weights. */
export const trained = async ({
  name,
  backend,
}: {
  readonly name: string;
  readonly backend: 'cpu' | 'webgl';
}): Promise<Readonly<Record<string, number>>> => {
  const compilation = compile(`${models}${recipes[name]!}`, { source: 'run.nn' });
  const recipe = compilation.recipe();
  if (!recipe.ok) throw new Error(recipe.diagnostics.map(({ message }) => message).join('\n'));
  const training = await train(recipe.value, { backend, catalog: await catalogOf(recipe.value) });
  const told: Record<string, number> = {};
  for await (const event of training) {
    if (event.event === 'stage') told[`stage ${event.number}, epoch ${event.epoch}`] = event.loss;
    if (event.event === 'epoch') {
      for (const part of ['train', 'validation'] as const)
        for (const [score, value] of Object.entries(event[part] ?? {}))
          told[`epoch ${event.epoch}, ${part}.${score}`] = value;
    }
  }
  const result = await training.result();
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  for (const [path, { data }] of result.value.weights)
    told[path] = Array.from(data).reduce((sum, value) => sum + value ** 2, 0);
  return told;
};
