import { describeDefinition } from '@neurite/testing';
import { choice } from './choice.js';

describeDefinition(choice, []);

describe('choice', () => {
  it('is the text that was written', () => {
    const space = { options: {}, values: ['relu', 'leaky_relu(slope: 0.1)'], integer: false };
    expect(choice.axes(space)).toEqual([{ kind: 'items', size: 2 }]);
    expect(choice.sample([1], space)).toBe('leaky_relu(slope: 0.1)');
  });
});
