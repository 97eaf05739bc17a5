import { editDistance, nearest } from './nearest.js';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['relu', 'relu', 0],
    ['relu', 'rleu', 1],
    ['relu', 'elu', 1],
    ['kitten', 'sitting', 3],
    // Optimal string alignment edits no substring twice; the unrestricted distance would be 2.
    ['ca', 'abc', 3],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b, 10)).toBe(distance);
    expect(editDistance(b, a, 10)).toBe(distance);
  });

  it('stops beyond the limit', () => {
    expect(editDistance('kitten', 'sitting', 2)).toBe(3);
    expect(editDistance('a', 'a'.repeat(50), 2)).toBe(3);
  });
});

describe('nearest', () => {
  const layers = ['relu', 'elu', 'selu', 'dense', 'batch_norm', 'layer_norm', 'conv2d', 'dropout'];

  it.each([
    ['rleu', 'relu'],
    ['ReLU', 'relu'],
    ['batchNorm', 'batch_norm'],
    ['BatchNormalisation', undefined],
    ['conv2D', 'conv2d'],
    ['conv2', 'conv2d'],
    ['droput', 'dropout'],
    ['desne', 'dense'],
    ['x', undefined],
    ['softmax', undefined],
    ['__proto__', undefined],
  ])('for %j is %j', (word, expected) => {
    expect(nearest(word, layers)).toBe(expected);
  });

  it.each([
    ['mse', 'mean_squared_error'],
    // The first of those with these initials, and before words that are near.
    ['MAE', 'mean_absolute_error'],
    // Two words are too few to tell: any two letters would be the initials of something.
    ['lc', undefined],
  ])('for the initials %j is %j', (word, expected) => {
    const losses = ['make', 'mean_squared_error', 'mean_absolute_error', 'my_adapted_error', 'log_cosh'];
    expect(nearest(word, losses)).toBe(expected);
  });

  it('never is the word itself, and of equals the first', () => {
    expect(nearest('relu', ['relu'])).toBeUndefined();
    expect(nearest('xelu', ['aelu', 'belu'])).toBe('aelu');
  });

  it('takes any candidates, and no time for long words', () => {
    expect(nearest('constructer', new Set(['constructor', 'toString']))).toBe('constructor');
    expect(nearest('a'.repeat(100_000), ['a'.repeat(99_999)])).toBeUndefined();
  });
});
