import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import type { HostTensor } from '@neurite/contract';
import { moonsRecipe } from '../test/mlp.js';
import { eventsOf, trainAll } from '../test/run.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const kernel = (value: number): HostTensor => ({
  dtype: 'float32',
  shape: [2, 16],
  data: new Float32Array(32).fill(value),
});
const span = {
  source: 'moons.nn',
  start: { offset: 0, line: 4, column: 3 },
  end: { offset: 5, line: 4, column: 8 },
};

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('a step whose gradients are not finite, on %s', (_, backend) => {
  it('is told of with the layer where it began, and leaves everything as it was', async () => {
    const plain = moonsRecipe({ epochs: 1 }, { activation: 'relu' });
    const nodes = plain.graph.nodes.map((node) => (node.path === 'hidden' ? { ...node, span } : node));
    const recipe = { ...plain, graph: { ...plain.graph, nodes } };
    const { events, trained } = await trainAll(recipe, {
      backend,
      start: new Map([['hidden.kernel', kernel(3e38)]]),
      patience: 1,
    });
    const findings = eventsOf(events, 'finding');
    expect(findings[0]).toMatchObject({
      step: 1,
      diagnostic: {
        code: 'non-finite-step',
        message: 'Step 1 was left out: the first value that is not finite comes out of "hidden".',
        span,
      },
    });
    expect(findings.at(-1)!.diagnostic.code).toBe('training-diverged');
    expect(events.at(-1)).toMatchObject({ event: 'done', reason: 'diverged' });
    expect(trained.weights.get('hidden.kernel')!.data[0]).toBe(Math.fround(3e38));
  });

  it('may be one whose norm overflows', async () => {
    const { events } = await trainAll(moonsRecipe({ epochs: 1 }, { activation: 'relu' }), {
      backend,
      start: new Map([
        [
          'scores.kernel',
          {
            dtype: 'float32',
            shape: [16, 2],
            data: Float32Array.from({ length: 32 }, (_, i) => (i % 2 ? 1e22 : -1e22)),
          },
        ],
      ]),
      patience: 1,
    });
    expect(eventsOf(events, 'finding')[0]!.diagnostic.message).toMatch(
      /norm overflows; the largest, .* is that of "hidden\.\w+"/,
    );
  });
});
