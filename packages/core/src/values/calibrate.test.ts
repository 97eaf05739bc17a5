import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { compile } from '@neurite/compiler';
import { evaluate, recordGraph } from '@neurite/program';
import { catalog } from '@neurite/standard/catalog';
import { openData } from '../data/open-data.js';
import { arrayLike, gatherRows } from '../data/columns.js';
import { openSession } from '../session/session.js';
import { worldOf } from '../test/world.js';
import { calibrateWeights } from './calibrate.js';
import { cutGraph } from './cut-graph.js';
import { initializeWeights } from './initialize.js';

const text = `
model Deep {
  input point: [2]
  a = point -> dense(30, init: lsuv) as first -> tanh
  b = a -> dense(40, init: lsuv) as second -> relu
  c = b -> dense(20) as plain -> relu
  output scores = c -> dense(2, init: lsuv(tolerance: 1e-4)) as head
}
data Moons { source: moons(count: 200, noise: 0.1)  test: 40  field label = label -> one_of(2) }
train Run { model: Deep  data: Moons  loss: cross_entropy  optimizer: sgd(rate: 0.1)  batch: 64  epochs: 1 }
`;

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('calibrateWeights on %s', (_, backend) => {
  it('gives the outputs of each layer variance 1 on the first batch, and nothing else a change', async () => {
    const compiled = compile(text, { source: 'deep.nn', catalog }).recipe('Run');
    if (!compiled.ok) throw new Error(compiled.diagnostics[0]!.message);
    const { model: graph, data: plan } = compiled.value;
    const data = await openData({ plan, graph: compiled.value.graph, catalog, world: worldOf() });
    if (!data.ok) throw new Error(data.diagnostics[0]!.message);
    const session = await openSession(backend, catalog);
    const before = initializeWeights(graph, catalog, { seed: 2, bindings: {} });
    const outcome = await calibrateWeights(graph, before, { data: data.value, batch: 64, session });
    session.close();
    if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
    const weights = outcome.value;

    const { columns, rows } = data.value.parts.train;
    const point = arrayLike(columns.get('point')!, 64);
    gatherRows(columns.get('point')!, rows.subarray(0, 64), point);
    const variances = ['first', 'second', 'plain', 'head'].map((name) => {
      const node = graph.nodes.find(({ path }) => path.endsWith(name))!;
      const program = recordGraph(cutGraph(graph, node.outputs['y']!), catalog, {
        batch: 64,
        training: false,
      });
      const [y] = evaluate(
        program,
        program.inputs.map((port) =>
          port.name === 'point' ? { dtype: 'float32', shape: [64, 2], data: point } : weights.get(port.name)!,
        ),
      );
      const values = [...y!.data];
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    });
    expect(Math.abs(variances[0]! - 1)).toBeLessThan(0.01);
    expect(Math.abs(variances[1]! - 1)).toBeLessThan(0.01);
    expect(Math.abs(variances[2]! - 1)).toBeGreaterThan(0.01);
    expect(Math.abs(variances[3]! - 1)).toBeLessThan(1e-4);

    // Only scales changed: kernels of such layers keep their directions, all else its values.
    for (const [path, tensor] of weights) {
      const old = before.get(path)!;
      if (/(first|second|head)\.kernel$/.test(path)) {
        const factor = tensor.data[0]! / old.data[0]!;
        tensor.data.forEach((value, i) => expect(value).toBeCloseTo(old.data[i]! * factor, 5));
      } else expect(tensor).toBe(old);
    }
  });

  it('leaves what was given', async () => {
    const compiled = compile(text, { source: 'deep.nn', catalog }).recipe('Run');
    if (!compiled.ok) throw new Error(compiled.diagnostics[0]!.message);
    const { graph, data: plan } = compiled.value;
    const data = await openData({ plan, graph, catalog, world: worldOf() });
    if (!data.ok) throw new Error(data.diagnostics[0]!.message);
    const session = await openSession(backend, catalog);
    const before = initializeWeights(graph, catalog, { seed: 2, bindings: {} });
    const given = new Set(before.keys());
    const outcome = await calibrateWeights(graph, before, { data: data.value, batch: 64, session, given });
    session.close();
    expect(outcome).toMatchObject({ ok: true, value: before });
  });
});
