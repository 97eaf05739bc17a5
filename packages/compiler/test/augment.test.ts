import { codes, compileText } from './support/compile.js';

const text = (data: string, target = 'one_of(10)') => `
model Net { input image: [28, 28, 1]  output scores = image -> flatten -> dense(10) }
model Wide { input image: [28, 28]  output scores = image -> flatten -> dense(10) }
data Digits(by: int = 2) {
  source: package("mnist")
  field image = image -> standardize(per: all)
  field label = label -> ${target}
  ${data}
}
train Run { model: Net  data: Digits  loss: cross_entropy  optimizer: adam  epochs: 1 }`;

describe('augment', () => {
  it('becomes part of the plan of the data, with options of its own or of the block', () => {
    const recipe = compileText(text('augment image = random_shift(by) -> random_flip(vertical)')).recipe(
      'Run',
    );
    if (!recipe.ok) throw new Error(recipe.diagnostics[0]!.message);
    expect(recipe.value.data.augment).toMatchObject([
      {
        field: 'image',
        steps: [
          { kind: 'augmentation', name: 'random_shift', options: { by: 2, fill: 0 } },
          { kind: 'augmentation', name: 'random_flip', options: { axis: 'vertical', rate: 0.5 } },
        ],
      },
    ]);
    // It is no part of what predicts.
    expect(recipe.value.model.nodes.some(({ use }) => use.kind === 'augmentation')).toBe(false);
  });

  it('of pretraining as well', () => {
    const pretraining = `
      model Code { input image: [28, 28, 1]  output code = image -> flatten -> dense(8) }
      data Digits { source: package("mnist")  augment image = noise(0.1) }
      pretrain Run { model: Code  data: Digits  codes: [code]  method: autoencoder  epochs: 1  optimizer: sgd(rate: 0.1) }`;
    const recipe = compileText(pretraining).pretraining('Run');
    expect(recipe.ok && recipe.value.data.augment).toHaveLength(1);
  });

  it.each([
    ['a step that is no augmentation', 'augment image = standardize', ['misplaced-name']],
    ['an unknown step', 'augment image = random_shfit(2)', ['unknown-name']],
    ['an option out of bounds', 'augment image = random_shift(-1)', ['argument-range']],
    ['a field that is not there', 'augment picture = random_shift(1)', ['augment-field']],
    ['a field twice', 'augment image = noise(1)\n  augment image = noise(2)', ['duplicate-field']],
    ['a shape that does not fit', 'augment label = random_shift(1)', ['input-mismatch']],
    ['whole numbers', 'augment label = noise(1)', ['input-mismatch']],
    ['labels that cannot be mixed', 'augment image = mixup', ['augment-labels']],
  ])('reports %s', (_, data, expected) => {
    expect(codes(text(data))).toEqual(expected);
  });

  it('mixes weights of classes, as the last step, once', () => {
    const soft = 'one_of(10) -> one_hot(10)';
    expect(codes(text('augment image = noise(1) -> mixup(0.4)', soft))).toEqual([]);
    expect(codes(text('augment image = mixup -> noise(1)', soft))).toEqual(['augment-order']);
    expect(codes(text('augment image = mixup -> mixup', soft))).toEqual(['augment-order', 'augment-order']);
    expect(codes(text('augment image = mixup\n  augment label = mixup', soft))).toEqual(['augment-order']);
  });

  it('stands in data blocks only', () => {
    expect(codes('train Run { augment image = noise(1) }')).toContain('misplaced-setting');
  });
});
