import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, nn, start, temporaryFolder } from './nn.js';

// The trainer is killed (SIGKILL: no handler runs) at 50 random moments on each exact backend and resumed each time; the last
// run must end with the very weights of a run that nobody disturbed.

const kills = 50;

const recipe = `
model Net(drop: float = 0.2) {
  input point: [2]
  output scores = point -> dense(32) -> batch_norm -> relu -> dropout(drop) -> dense(2)
}
data Points {
  source: moons(count: 600, noise: 0.2, seed: 3)
  shuffle: 3
  test: 100
  validation: 10%
  field point = point -> standardize(per: channel)
  field label = label -> one_of(2)
}
train Run {
  model: Net
  data: Points
  loss: cross_entropy
  optimizer: adam(rate: 0.01)
  schedule: cosine
  batch: 13
  epochs: EPOCHS
  metrics: [accuracy]
  keep: best(validation.accuracy)
  seed: 11
}
`;

// Repeatable, and printed where it fails.
const seed = 20_240_607;
const randomFrom = (start: number) => {
  let state = start;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
};

// Long enough that the kills fall into it: steps on the reference backend take longer.
describe.each([
  ['wasm', 400],
  ['cpu', 40],
])('on %s, %i epochs', (backend, epochs) => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  it('resumes to the same bits after every kill', async () => {
    writeFileSync(join(folder.path, 'run.nn'), recipe.replace('EPOCHS', String(epochs)));
    const words = ['train', 'run.nn', '--backend', backend, '--json', '--checkpoint', '0.05'];
    const undisturbed = nn(folder.path, ...words);
    expect(undisturbed).toMatchObject({ status: 0 });
    const expected = jsonLines(undisturbed.out).at(-1)!;
    expect(expected['event']).toBe('done');

    const random = randomFrom(seed);
    let killed = 0;
    let began = false;
    while (killed < kills) {
      const child = start(folder.path, ...words, ...(began ? ['--resume'] : []));
      // From the first line on, so that every kill falls into the run and not into the start of Node.
      const first = await Promise.race([
        once(child.stdout, 'data'),
        once(child, 'exit').then(() => undefined),
      ]);
      if (first === undefined) break;
      const done = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), random() * 120);
      const [status, signal] = (await done) as [number | null, string | null];
      clearTimeout(timer);
      began = true;
      if (signal === 'SIGKILL') killed++;
      else {
        // It came to its end between two kills: what follows is a run from the start.
        expect(status).toBe(0);
        expect(killed).toBeGreaterThan(0);
        began = false;
      }
    }
    expect({ killed, seed }).toEqual({ killed: kills, seed });

    const resumed = nn(folder.path, ...words, '--resume');
    const last = jsonLines(resumed.out).at(-1)!;
    expect({ status: resumed.status, weights: last['weights_sha256'], test: last['test'] }).toEqual({
      status: 0,
      weights: expected['weights_sha256'],
      test: expected['test'],
    });
  }, 300_000);
});
