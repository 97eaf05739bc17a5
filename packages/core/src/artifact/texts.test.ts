import { cpu } from '@neurite/backend-cpu';
import { catalog } from '@neurite/standard/catalog';
import { memoryStorage, writeText, type Storage } from '../checkpoint/storage.js';
import { compiled } from '../test/compiled.js';
import { trainAll } from '../test/run.js';
import { worldOf } from '../test/world.js';
import { type Artifact, artifactOf, loadArtifact, saveArtifact } from './artifact.js';
import { classNames } from './class-names.js';
import { openPredictor } from './predictor.js';

const recipe = compiled(`
model Moods {
  input tokens: int32[6]
  scores = tokens -> embedding(6, 4) -> flatten -> dense(2)
  output mood = scores -> softmax
}
data Reviews {
  source: csv("reviews.csv")
  field tokens = text -> tokenize(vocabulary: 6) -> pad(to: 6)
  field label  = sentiment -> one_of(["neg", "pos"])
}
train Run { model: Moods  data: Reviews  loss: cross_entropy(model.scores, label)  optimizer: adam(rate: 0.1)  epochs: 40 }`);
const world = worldOf({
  // bad 4 times, good 3, film 2, fine and poor once: six numbers are for padding, unknown, bad, good, film and fine.
  'reviews.csv': 'text,sentiment\ngood good film,pos\nbad bad bad film,neg\ngood fine,pos\nbad poor,neg\n',
});

let artifact: Artifact;
beforeAll(async () => {
  const { trained } = await trainAll(recipe, { backend: cpu, world });
  artifact = artifactOf(recipe, trained, catalog);
});

const saved = async (): Promise<Storage> => {
  const storage = memoryStorage();
  await saveArtifact(artifact, storage);
  return storage;
};
const opened = async () => {
  const loaded = await loadArtifact(await saved());
  const predictor = loaded.ok ? await openPredictor(loaded.value, cpu) : loaded;
  if (!predictor.ok) throw new Error(predictor.diagnostics[0]!.message);
  return predictor.value;
};

describe('an artifact of a model of texts', () => {
  it('has its vocabulary and the names of its classes', async () => {
    expect(artifact.texts).toEqual({
      tokens: [
        { kind: 'tokens', by: 'word', lower: true, vocabulary: ['bad', 'good', 'film', 'fine'] },
        { kind: 'length', to: 6, with: 0, keep: 'start' },
      ],
    });
    expect(artifact.manifest.inputs).toEqual([
      { name: 'tokens', dtype: 'int32', shape: [6], below: 6, text: true },
    ]);
    // Probabilities are of the classes of the scores.
    expect(artifact.manifest.outputs).toEqual([
      { name: 'mood', dtype: 'float32', shape: [2], classes: ['neg', 'pos'] },
    ]);
    const storage = await saved();
    expect(await loadArtifact(storage)).toEqual({ ok: true, value: artifact });
    expect(new TextDecoder().decode(await storage.read('model.d.ts'))).toContain('readonly text: true');
  });

  it('predicts from texts what it does from their tokens', async () => {
    const { predict, outputs, close } = await opened();
    const numbers = await predict({ tokens: [3, 1, 4, 1, 0, 0] });
    expect(await predict({ tokens: 'Good POOR film!' })).toEqual(numbers);
    const both = await predict({ tokens: ['good fine', 'bad, bad'] });
    if (!both.ok) throw new Error(both.diagnostics[0]!.message);
    expect(both.value['mood']!.shape).toEqual([2, 2]);
    expect(classNames(outputs, both.value)).toEqual({ mood: ['pos', 'neg'] });
    const one = await predict({ tokens: 'good' });
    expect(one.ok && classNames(outputs, one.value)).toEqual({ mood: 'pos' });
    const beyond = await predict({ tokens: [0, 1, 6, 0, 0, 0] });
    expect(beyond.ok ? [] : beyond.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'input-type: The input "tokens" must hold whole numbers from 0 to 5, but element 3 is 6.',
    ]);
    const mixed = await predict({ tokens: ['good', 3] as never });
    expect(mixed.ok).toBe(false);
    close();
  });

  it('is refused where what it says of texts cannot be', async () => {
    const [cut, length] = artifact.texts['tokens']!;
    const problemWith = async (texts: unknown) => {
      const storage = await saved();
      await writeText(storage, 'texts.json', JSON.stringify({ format: 1, texts }));
      const outcome = await loadArtifact(storage);
      return outcome.ok ? undefined : `${outcome.diagnostics[0]!.code}: ${outcome.diagnostics[0]!.message}`;
    };
    const tokens = (changedCut: object, changedLength: object = {}) =>
      problemWith({
        tokens: [
          { ...cut, ...changedCut },
          { ...length, ...changedLength },
        ],
      });
    expect(await tokens({})).toBeUndefined();
    const damaged = (reason: string) =>
      expect.stringMatching(new RegExp(`^artifact-damaged: texts.json .*${reason}`, 'u'));
    for (const texts of [null, 7, [], {}, { tokens: artifact.texts['tokens'], more: [] }])
      expect(await problemWith(texts)).toEqual(damaged('it has no texts'));
    for (const steps of [null, 'tokens', [cut], [cut, length, length], [7, 8]])
      expect(await problemWith({ tokens: steps })).toEqual(damaged('there are no two steps'));
    expect(await problemWith({ tokens: [length, cut] })).toEqual(damaged('the steps are others'));
    expect(await tokens({ by: 'sentence' })).toEqual(damaged('how it is cut'));
    expect(await tokens({ lower: 1 })).toEqual(damaged('how it is cut'));
    expect(await tokens({ vocabulary: 'bad' })).toEqual(damaged('there is no vocabulary'));
    expect(await tokens({ vocabulary: ['bad', 7] })).toEqual(damaged('what is no token'));
    expect(await tokens({ vocabulary: ['x'.repeat(10_001)] })).toEqual(damaged('what is no token'));
    expect(await tokens({ vocabulary: ['bad', 'bad'] })).toEqual(damaged('a token twice'));
    expect(await tokens({}, { to: 1e9 })).toEqual(damaged('another length'));
    expect(await tokens({}, { with: 0.5 })).toEqual(damaged('the padding'));
    expect(await tokens({}, { keep: 'all' })).toEqual(damaged('what is kept'));
    const storage = await saved();
    await storage.remove('texts.json');
    const missing = await loadArtifact(storage);
    expect(!missing.ok && missing.diagnostics[0]!.code).toBe('artifact-missing');
  });

  it('is refused where its manifest is of another program', async () => {
    const problemWith = async (changed: object) => {
      const storage = await saved();
      await writeText(storage, 'manifest.json', JSON.stringify({ ...artifact.manifest, ...changed }));
      const outcome = await loadArtifact(storage);
      return outcome.ok ? undefined : `${outcome.diagnostics[0]!.code}: ${outcome.diagnostics[0]!.message}`;
    };
    const damaged = (reason: string) =>
      expect.stringMatching(new RegExp(`^artifact-damaged: manifest.json .*${reason}`, 'u'));
    const [input] = artifact.manifest.inputs;
    const [output] = artifact.manifest.outputs;
    expect(await problemWith({})).toBeUndefined();
    expect(await problemWith({ model: 7 })).toEqual(damaged('no model'));
    expect(await problemWith({ classes: { label: 'neg' } })).toEqual(damaged('have no names'));
    expect(await problemWith({ inputs: [] })).toEqual(damaged('its inputs'));
    expect(await problemWith({ inputs: [{ ...input, shape: [7] }] })).toEqual(damaged('its inputs'));
    expect(await problemWith({ inputs: [{ ...input, text: 'yes' }] })).toEqual(damaged('may be a text'));
    expect(await problemWith({ inputs: [{ ...input, below: '6' }] })).toEqual(damaged('is no number'));
    expect(await problemWith({ outputs: null })).toEqual(damaged('its outputs'));
    expect(await problemWith({ outputs: [{ ...output, classes: ['neg'] }] })).toEqual(
      damaged('as many as its scores'),
    );
    expect(await problemWith({ outputs: [{ ...output, classes: 'no' }] })).toEqual(
      damaged('as many as its scores'),
    );
  });
});
