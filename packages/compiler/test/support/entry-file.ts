import type { Kind } from '@neurite/contract';

const model = 'model M { input x: [2]\n output y = x -> dense(2) }';
const data =
  'data D { source: moons\n field x = point\n field label = label -> one_of(2)\n validation: 10% }';
const recipe = (setting: string): string =>
  `${model}\n${data}\ntrain R { model: M\n data: D\n epochs: 1\n ${setting} }`;
const trained = 'loss: cross_entropy\n optimizer: adam\n metrics: accuracy';
const search = (settings: string): string =>
  `${recipe(trained)}\nsearch S { train: R\n objective: maximize(validation.accuracy)\n ${settings} }`;

const files: { readonly [K in Kind]: (call: string) => string } = {
  layer: (call) => layerFile('[8]', call),
  initializer: (call) => `model M { input x: [8]\n output y = x -> dense(2, init: ${call}) }`,
  regularizer: (call) => recipe(`${trained}\n regularize: ${call} on "**.kernel"`),
  constraint: (call) => recipe(`${trained}\n constrain: ${call} on "**.kernel"`),
  loss: (call) => recipe(`loss: ${call}\n optimizer: adam`),
  metric: (call) => recipe(`loss: cross_entropy\n optimizer: adam\n metrics: [${call}]`),
  optimizer: (call) => recipe(`loss: cross_entropy\n optimizer: ${call}`),
  schedule: (call) => recipe(`${trained}\n schedule: ${call}`),
  source: (call) => `data D { source: ${call} }`,
  transform: (call) => `data D { source: moons\n field x = point -> ${call} }`,
  augmentation: (call) => `data D { source: moons\n field x = point\n augment x = ${call} }`,
  pretraining: (call) => `${model}\n${data}\npretrain P { model: M\n data: D\n method: ${call}\n epochs: 1 }`,
  distribution: (call) => search(`optimizer.rate ~ ${call}\n trials: 4`),
  strategy: (call) => search(`optimizer.rate ~ log(1e-5, 1e-1)\n trials: 4\n strategy: ${call}`),
  combination: (call) => `${recipe(trained)}\nensemble E { train: R\n members: 2\n combine: ${call} }`,
};

/** A file in which an entry of a kind is used. Whatever else is wrong with it, arguments are checked first. */
export const entryFile = (kind: Kind, call: string): string => files[kind](call);

/** A model in which a layer is given a value of a type. */
export const layerFile = (input: string, call: string): string =>
  `model M { input x: ${input}\n output y = x -> ${call} }`;

/** Where a text stands in a file, the last time if it does so several times, as diagnostics say it. */
export const startOf = (file: string, text: string): { readonly line: number; readonly column: number } => {
  const before = file.slice(0, file.lastIndexOf(text)).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
};
