import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { artifactOf, compile, load, memoryStorage, NeuriteError, nn, open, save, train } from 'neurite';

const xor = nn<{
  inputs: { point: { dtype: 'float32'; shape: readonly [2] } };
  outputs: { scores: { dtype: 'float32'; shape: readonly [2] } };
}>`
  model Xor { input point: [2]  output scores = point -> dense(${8}) -> tanh -> dense(2) }
  data Corners { source: xor(count: 64, noise: 0.05, seed: 1)  field point = point  field label = label -> one_of(2) }
  train Run {
    model: Xor  data: Corners  loss: cross_entropy  optimizer: adam(rate: 0.05)
    batch: 16  epochs: 40  seed: 3
  }
`;
const recipe = () => {
  const outcome = xor.recipe();
  if (!outcome.ok) throw new Error('no recipe');
  return outcome.value;
};

describe('compile and nn', () => {
  it('give the same of the same text', () => {
    const text = 'model Line { input x: [3]  output y = x -> dense(2) }';
    expect(compile(text).graph()).toEqual(
      nn`model Line { input x: [3]  output y = x -> dense(${2}) }`.graph(),
    );
  });

  it('return what is wrong with a text, and throw it as the command would print it', () => {
    const { ok, diagnostics } = compile('model Line { input x: [3]  output y = x -> dens(2) }');
    expect(ok).toBe(false);
    expect(diagnostics).toMatchObject([{ code: 'unknown-name', span: { source: '<text>' } }]);
    const written = () => nn`model Line { input x: [3]  output y = x -> dens(2) }`;
    expect(written).toThrow(NeuriteError);
    expect(written).toThrow(/^error\[unknown-name\]: Unknown name "dens".*Did you mean "dense"/);
  });
});

describe('open', () => {
  it('puts a model on a device with its first weights', async () => {
    const sum = nn`model Sum { input x: [3]  output y = x -> dense(2, init: ones) }`;
    const model = await open(sum, { backend: 'cpu' });
    expect((await model.predict({ x: [1, 2, 4] }))['y']).toEqual({
      dtype: 'float32',
      shape: [2],
      data: Float32Array.of(7, 7),
    });
    expect(
      (
        await model.predict({
          x: [
            [1, 2, 4],
            [0, 0, 5],
          ],
        })
      )['y']!.shape,
    ).toEqual([2, 2]);
    model.close();
  });

  it('is told the sizes that data would decide, and which of several models is meant', async () => {
    const two = nn`
      model Other { input x: [1]  output y = x }
      model Mean { input x: [seq]  output y = mean(x, axis: 0) }`;
    const model = await open(two, { model: 'Mean', sizes: { seq: 4 }, backend: 'cpu' });
    expect((await model.predict({ x: [1, 2, 3, 6] }))['y']!.data[0]).toBe(3);
    model.close();
    await expect(open(two)).rejects.toThrow(NeuriteError);
  });
});

describe('train, save and load', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neurite-facade-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('learn exclusive or, keep it, and predict the same from a folder, a storage and the artifact', async () => {
    const training = await train(recipe(), { backend: 'wasm' });
    const losses: number[] = [];
    for await (const event of training) if (event.event === 'epoch') losses.push(event.train['loss']!);
    expect(losses).toHaveLength(40);
    const trained = await training.result();
    if (!trained.ok) throw new Error('not trained');
    const artifact = artifactOf(recipe(), trained.value);
    const storage = memoryStorage();
    await save(artifact, storage);
    await save(artifact, folder);
    expect(readdirSync(folder).sort()).toEqual([
      'graph.json',
      'manifest.json',
      'model.d.ts',
      'program.json',
      'weights.safetensors',
    ]);
    const corners = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ];
    const results: Float32Array[] = [];
    for (const place of [artifact, storage, folder]) {
      const model = await load(place, { backend: 'wasm' });
      results.push((await model.predict({ point: corners }))['scores']!.data as Float32Array);
      model.close();
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    // Exclusive or of two truth values, by hand.
    const classes = [0, 1, 2, 3].map((row) => Number(results[0]![2 * row + 1]! > results[0]![2 * row]!));
    expect(classes).toEqual([0, 1, 1, 0]);
  });

  it('read texts, and name classes, as the data did', async () => {
    const moods = nn<{
      inputs: { tokens: { dtype: 'int32'; shape: readonly [4]; text: true } };
      outputs: { scores: { dtype: 'float32'; shape: readonly [2] } };
    }>`
      model Moods { input tokens: int32[4]  output scores = tokens -> embedding(5, 4) -> flatten -> dense(2) }
      data Reviews {
        source: csv("reviews.csv")
        field tokens = text -> tokenize(vocabulary: 5) -> pad(to: 4)
        field label = sentiment -> one_of(["neg", "pos"])
      }
      train Run { model: Moods  data: Reviews  loss: cross_entropy  optimizer: adam(rate: 0.1)  epochs: 40 }`;
    const outcome = moods.recipe();
    if (!outcome.ok) throw new Error('no recipe');
    const file = new TextEncoder().encode('text,sentiment\ngood good,pos\nbad bad film,neg\nbad,neg\n');
    const none = async () => ({ ok: false, diagnostics: [] }) as const;
    const training = await train(outcome.value, {
      backend: 'cpu',
      world: { readFile: async () => ({ ok: true, value: file }), listFolder: none, readPackageFile: none },
    });
    const trained = await training.result();
    if (!trained.ok) throw new Error('not trained');
    const model = await load(artifactOf(outcome.value, trained.value), { backend: 'cpu' });
    // 2 is bad, which is there three times, 3 is good and 4 is film; 1 is what is none of them.
    const text = await model.predict({ tokens: ['Good movie', 'bad film'] });
    expect(text).toEqual(
      await model.predict({
        tokens: [
          [3, 1, 0, 0],
          [2, 4, 0, 0],
        ],
      }),
    );
    expect(model.namesOf(text)).toEqual({ scores: ['pos', 'neg'] });
    model.close();
  });

  it('say what is wrong with an input and a place', async () => {
    const model = await open(xor, { backend: 'cpu' });
    await expect(model.predict({ point: [1, 2, 3] })).rejects.toThrow(/^error\[input-shape\]/);
    model.close();
    await expect(load(join(folder, 'nowhere'))).rejects.toThrow(/^error\[artifact-missing\]/);
  });
});
