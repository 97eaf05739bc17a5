import { describeDefinition } from '@neurite/testing';
import { compose } from './compose.js';

describeDefinition(compose, []);

describe('compose', () => {
  const options = { unary: ['identity', 'sigmoid', 'tanh'], binary: ['multiply', 'add'], depth: 2 };
  const space = { options, values: [], integer: false };

  it('has one axis for how deep it goes, and three for each joint', () => {
    expect(compose.axes(space).map((axis) => (axis.kind === 'items' ? axis.size : 0))).toEqual([
      2, 3, 3, 2, 3, 3, 2,
    ]);
  });

  it('writes layers: x · σ(x) among them', () => {
    expect(compose.sample([0, 0, 1, 0, 2, 2, 1], space)).toBe('[identity, sigmoid] -> multiply');
    expect(compose.sample([1, 0, 1, 0, 2, 0, 1], space)).toBe(
      '[[identity, sigmoid] -> multiply -> tanh, identity] -> add',
    );
    expect(compose.sample([1, 0, 1, 0, 0, 2, 1], space)).toBe(
      '[[identity, sigmoid] -> multiply, tanh] -> add',
    );
  });
});
