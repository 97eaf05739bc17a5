import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { catalog } from '@neurite/standard/catalog';
import { memoryStorage, writeText, type Storage } from '../checkpoint/storage.js';
import { digestWeights } from '../format/digest.js';
import { mlpGraphs } from '../test/mlp.js';
import { initializeWeights } from '../values/initialize.js';
import { createArtifact, loadArtifact, saveArtifact } from './artifact.js';
import { nested } from './nested.js';
import { openPredictor } from './predictor.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

const made = async () => {
  const { model } = mlpGraphs();
  const weights = initializeWeights(model, catalog, { seed: 1, bindings: {} });
  const digest = await digestWeights(weights);
  return createArtifact(model, catalog, {
    weights,
    digest,
    classes: { label: ['upper', 'lower'] },
    bindings: {},
    backend: 'by hand',
  });
};
const saved = async (): Promise<Storage> => {
  const storage = memoryStorage();
  await saveArtifact(await made(), storage);
  return storage;
};
const problems = async (storage: Storage) => {
  const outcome = await loadArtifact(storage);
  return outcome.ok ? [] : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`);
};
/** The network by hand, in float64. */
const byHand = (
  weights: Awaited<ReturnType<typeof made>>['weights'],
  point: readonly number[],
): readonly number[] => {
  const of = (path: string) => [...weights.get(path)!.data];
  const [w1, b1, w2, b2] = ['hidden.kernel', 'hidden.bias', 'scores.kernel', 'scores.bias'].map(of) as [
    number[],
    number[],
    number[],
    number[],
  ];
  const hidden = b1.map((b, j) => Math.tanh(point[0]! * w1[j]! + point[1]! * w1[b1.length + j]! + b));
  return b2.map((b, k) => hidden.reduce((sum, h, j) => sum + h * w2[j * 2 + k]!, b));
};

describe('an artifact', () => {
  it('comes back as it was, and says what it is', async () => {
    const artifact = await made();
    const storage = await saved();
    expect(await loadArtifact(storage)).toEqual({ ok: true, value: artifact });
    expect(new TextDecoder().decode(await storage.read('model.d.ts'))).toContain('readonly point:');
    expect(artifact.manifest).toMatchObject({
      format: 1,
      inputs: [{ name: 'point', dtype: 'float32', shape: [2] }],
      outputs: [{ name: 'scores', dtype: 'float32', shape: [2] }],
      definitions: [
        { kind: 'layer', name: 'dense', version: 1 },
        { kind: 'layer', name: 'tanh', version: 1 },
      ],
    });
  });

  it.each([
    ['manifest.json', 'artifact-missing'],
    ['graph.json', 'artifact-missing'],
    ['program.json', 'artifact-missing'],
    ['weights.safetensors', 'artifact-missing'],
  ])('without %s is none', async (file, code) => {
    const storage = await saved();
    await storage.remove(file);
    expect(await problems(storage)).toEqual([expect.stringContaining(`${code}: `)]);
  });

  it('that is damaged is refused', async () => {
    const with_ = async (file: string, text: string) => {
      const storage = await saved();
      await writeText(storage, file, text);
      return problems(storage);
    };
    expect(await with_('manifest.json', '{"format": 99}')).toEqual([
      expect.stringMatching(/^artifact-version: .*99/),
    ]);
    expect(await with_('manifest.json', '{')).toEqual([expect.stringMatching(/^artifact-damaged/)]);
    expect(await with_('graph.json', 'null')).toEqual([expect.stringMatching(/^artifact-damaged/)]);
    expect(await with_('program.json', '{}')).toEqual([expect.stringMatching(/^artifact-damaged/)]);
    expect(await with_('program.json', '{"programs": [{"batch": 1, "program": {}}]}')).toEqual([
      expect.stringMatching(/^artifact-damaged/),
    ]);
    expect(await with_('weights.safetensors', 'x')).toEqual([expect.stringMatching(/^safetensors-header/)]);
  });

  it('with weights of another model is refused', async () => {
    const storage = await saved();
    const artifact = await made();
    const weights = new Map(artifact.weights);
    weights.set('hidden.bias', { dtype: 'float32', shape: [17], data: new Float32Array(17) });
    await saveArtifact({ ...artifact, weights }, storage);
    expect(await problems(storage)).toEqual([
      'artifact-weights: The weights of "hidden.bias" must be float32 [16], but are float32 [17].',
    ]);
  });
});

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('a predictor on %s', (_, backend) => {
  it('gives what a computation by hand does, for any number of examples', async () => {
    const artifact = await made();
    const predictor = await openPredictor(artifact, backend);
    if (!predictor.ok) throw new Error('no predictor');
    const { predict, close, classes } = predictor.value;
    expect(classes).toEqual({ label: ['upper', 'lower'] });
    for (const count of [1, 2, 31, 32, 33, 70]) {
      const point = Array.from({ length: count }, (__, index) => [Math.sin(index), index / 20 - 1]);
      const outcome = await predict({ point });
      if (!outcome.ok) throw new Error('no prediction');
      const scores = nested(outcome.value['scores']!) as readonly (readonly number[])[];
      expect(scores).toHaveLength(count);
      scores.forEach((row, index) => {
        const expected = byHand(artifact.weights, point[index]!);
        row.forEach((score, k) => expect(score).toBeCloseTo(expected[k]!, 5));
      });
    }
    const single = await predict({ point: [0.5, -0.5] });
    expect(single.ok && single.value['scores']!.shape).toEqual([2]);
    const wrong = await predict({ point: [1] });
    expect(wrong.ok).toBe(false);
    close();
  });
});
