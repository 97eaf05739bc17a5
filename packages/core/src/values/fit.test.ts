import { cpu } from '@neurite/backend-cpu';
import type { Graph } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import type { Dataset } from '../data/dataset.js';
import { openSession } from '../session/session.js';
import { mlpGraphs } from '../test/mlp.js';
import { use } from '../test/use.js';
import { fitStatistics } from './fit.js';

// Four training rows; the last two rows belong to another part and must not count.
const data: Dataset = {
  parts: {
    train: {
      columns: new Map([
        [
          'point',
          {
            type: { dtype: 'float32', shape: [2] },
            data: Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40, 1000, 1000, -1000, -1000),
          },
        ],
      ]),
      rows: Int32Array.of(3, 0, 2, 1),
    },
  },
  bindings: {},
  classes: {},
  texts: {},
  digest: '',
};
const fit = async (graph: Graph) => {
  const session = await openSession(cpu, catalog);
  try {
    const outcome = await fitStatistics(graph, data, session);
    expect(session.device.statistics().buffers).toBe(0);
    return outcome.ok
      ? Object.fromEntries([...outcome.value].map(([path, tensor]) => [path, [...tensor.data]]))
      : {};
  } finally {
    session.close();
  }
};

describe('fitStatistics', () => {
  it('looks at the training part only', async () => {
    const fitted = await fit(mlpGraphs({ standardize: true }).model);
    expect(fitted['point.standardize.mean']).toEqual([2.5, 25]);
    expect(fitted['point.standardize.deviation']).toEqual([
      Math.fround(Math.sqrt(1.25)),
      Math.fround(Math.sqrt(125)),
    ]);
  });

  it('sees the data as the steps before it leave it', async () => {
    const { model } = mlpGraphs({ standardize: true });
    // The scaled points take the place of the raw ones.
    const scaled = model.values.length;
    const [standardize, ...rest] = model.nodes;
    const graph: Graph = {
      ...model,
      values: [...model.values, model.values[0]!],
      nodes: [
        {
          path: 'point.scale',
          use: use('transform', 'scale', { by: 2, offset: 1 }),
          inputs: { x: 0 },
          outputs: { y: scaled },
          parameters: {},
          state: {},
        },
        { ...standardize!, inputs: { x: scaled } },
        ...rest,
      ],
    };
    expect((await fit(graph))['point.standardize.mean']).toEqual([6, 51]);
  });
});
