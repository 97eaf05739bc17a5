import { compile } from '../compile.js';
import type { Observation } from './observe.js';
import { catalog } from '@neurite/standard/catalog';

const observe = (text: string): readonly (readonly [string, string, number])[] => {
  const found: Observation[] = [];
  compile(text, { source: 'a.nn', catalog, observe: (observation) => found.push(observation) });
  return found.map(({ span, types, parameters }) => [
    text.slice(span.start.offset, span.end.offset),
    types.map(({ shape }) => shape.join(' ')).join(', '),
    parameters,
  ]);
};

describe('observing', () => {
  it('tells the type and the weights of steps, inputs and expressions', () => {
    const found = observe('model A { input x: [4]  y = x -> dense(3) -> relu  output y }');
    expect(found).toContainEqual(['x', 'batch 4', 0]);
    expect(found).toContainEqual(['dense(3)', 'batch 3', 15]);
    expect(found).toContainEqual(['relu', 'batch 3', 0]);
    expect(found).toContainEqual(['x -> dense(3) -> relu', 'batch 3', 15]);
  });

  it('tells each use of a block, and all values of a branch', () => {
    const found = observe(
      'block twice(n: int) { input x output x -> dense(n) } model A { input x: [4] output x -> twice(2) -> [twice(3), relu] -> concat }',
    );
    expect(found.filter(([text]) => text === 'dense(n)').map(([, type]) => type)).toEqual(
      expect.arrayContaining(['batch 2', 'batch 3']),
    );
    expect(found).toContainEqual(['[twice(3), relu]', 'batch 3, batch 2', 9]);
  });

  it('goes on up to a mistake', () => {
    const found = observe('model A { input x: [4]  y = x -> dense(3)  z = y -> densse(4)  output z }');
    expect(found).toContainEqual(['dense(3)', 'batch 3', 15]);
  });

  it('counts what is shared once', () => {
    const found = observe('model A { input x: [4]  f = dense(4)  output (x -> f) + (x -> f) }');
    const counts = found.filter(([text]) => text === '(x -> f) + (x -> f)').map(([, , count]) => count);
    expect(new Set(counts)).toEqual(new Set([20]));
  });
});
