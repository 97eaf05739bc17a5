import { catalog } from '@neurite/standard/catalog';
import { mlpGraphs } from '../test/mlp.js';
import { initializeWeights } from './initialize.js';

const { model } = mlpGraphs();
const weights = (seed: number, graph = model) => initializeWeights(graph, catalog, { seed, bindings: {} });

describe('initializeWeights', () => {
  it('gives every parameter its shape and a stream of its own', () => {
    const first = weights(1);
    expect([...first.keys()]).toEqual(['hidden.kernel', 'hidden.bias', 'scores.kernel', 'scores.bias']);
    expect(first.get('hidden.kernel')!.shape).toEqual([2, 16]);
    expect(new Set(first.get('hidden.kernel')!.data).size).toBeGreaterThan(30);
    // Glorot's bound for fans 2 and 16.
    expect(first.get('hidden.kernel')!.data.every((value) => Math.abs(value) <= Math.sqrt(6 / 18))).toBe(
      true,
    );
    expect(weights(1)).toEqual(first);
    expect(weights(2).get('hidden.kernel')).not.toEqual(first.get('hidden.kernel'));
  });

  it('does not change a parameter because another one came', () => {
    const fewer = { ...model, parameters: model.parameters.slice(2) };
    expect(weights(1, fewer).get('scores.kernel')).toEqual(weights(1).get('scores.kernel'));
  });

  it('resolves sizes and fans from the data', () => {
    const symbolic = {
      ...model,
      parameters: model.parameters.map((parameter) =>
        parameter.path === 'hidden.kernel'
          ? { ...parameter, type: { dtype: 'float32' as const, shape: ['n', 16] }, fanIn: 'n' }
          : parameter,
      ),
    };
    const bound = initializeWeights(symbolic, catalog, { seed: 1, bindings: { n: 2 } });
    expect(bound.get('hidden.kernel')).toEqual(weights(1).get('hidden.kernel'));
  });
});
