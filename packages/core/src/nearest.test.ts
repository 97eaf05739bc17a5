import { nearest } from './nearest.js';

describe('nearest', () => {
  it.each([
    ['imgae', ['image', 'label'], 'image'],
    ['Label', ['image', 'label'], 'label'],
    ['x', ['image', 'label'], undefined],
    ['acuracy', ['accuracy', 'loss'], 'accuracy'],
    ['image', [], undefined],
  ])('of %s among %j is %s', (name, known, expected) => {
    expect(nearest(name, known)).toBe(expected);
  });
});
