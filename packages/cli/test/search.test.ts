import { once } from 'node:events';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, nn, start, temporaryFolder } from './nn.js';

const text = `
model Net(hidden: int = 8) {
  input point: [2]
  output scores = point -> dense(hidden) -> tanh -> dense(2)
}
data Points(fold: int = 0) {
  source: moons(count: 300, noise: 0.1, seed: 3)
  validation: fold(fold, of: 3)
  test: 60
  field label = label -> one_of(2)
}
train Run {
  model: Net
  data: Points
  loss: cross_entropy
  optimizer: adam(rate: 0.01)
  batch: 20
  epochs: 20
  metrics: [accuracy]
}
search Tune {
  train: Run
  optimizer.rate ~ log(1e-3, 1e-1)
  model.hidden ~ choice(4, 8)
  trials: 5
  objective: maximize(validation.accuracy)
}
search Folds { train: Run, data.fold ~ each(0..3) }
ensemble Pair { train: Run, members: 2 }
`;

const folder = temporaryFolder();
const cwd = folder.path;
beforeAll(() => writeFileSync(join(cwd, 'tune.nn'), text));
afterAll(() => folder.remove());

const runIn = (name: string): string => {
  const [only] = readdirSync(join(cwd, 'runs', name));
  return join(cwd, 'runs', name, only!);
};

const trialsOf = (lines: readonly Record<string, unknown>[]) =>
  lines
    .filter(({ event }) => event === 'trial')
    .map(({ trial, point, scores }) => ({ trial, point, scores }));

describe('nn search', () => {
  let undisturbed: readonly Record<string, unknown>[];

  it('tells of its trials as events, and of the best', () => {
    const { status, out } = nn(cwd, 'search', 'tune.nn', 'Tune', '--json', '--backend', 'cpu');
    expect(status).toBe(0);
    undisturbed = jsonLines(out);
    expect(undisturbed[0]).toMatchObject({ event: 'start', search: 'Tune', trials: 5, strategy: 'random' });
    expect(String(undisturbed[0]!['run'])).toMatch(/^runs\/Tune\/\d{4}-\d{2}-\d{2}-1$/);
    expect(trialsOf(undisturbed).map(({ trial }) => trial)).toEqual([1, 2, 3, 4, 5]);
    expect(undisturbed.at(-1)).toMatchObject({ event: 'done', trials: 5 });
  });

  it('leaves a folder that can be judged and asked', () => {
    const { status, out } = nn(cwd, 'eval', 'Tune', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      part: 'test',
      scores: { accuracy: expect.any(Number) as number },
    });
    const prediction = nn(cwd, 'predict', 'Tune', '[0.5, 0.25]', '--json');
    expect(JSON.parse(prediction.out)).toMatchObject({
      outputs: { scores: [expect.any(Number), expect.any(Number)] },
    });
    expect(readFileSync(join(runIn('Tune'), 'report.html'), 'utf8')).toContain('validation.accuracy');
  });

  it('goes on after kills at any moment, to the same trials', async () => {
    const words = ['search', 'tune.nn', 'Tune', '--json', '--backend', 'cpu', '--checkpoint', '0.05'];
    writeFileSync(join(cwd, 'killed.nn'), text.replace('search Tune', 'search Killed'));
    const named = words.map((word) => (word === 'tune.nn' ? 'killed.nn' : word === 'Tune' ? 'Killed' : word));
    const made: unknown[] = [];
    let last: readonly Record<string, unknown>[] = [];
    // The times are of no importance: whenever it is killed, what is recorded is not made again.
    for (const [attempt, wait] of [40, 90, 150, 60, 120, 600_000].entries()) {
      const child = start(cwd, ...named, ...(attempt === 0 ? [] : ['--resume']));
      let out = '';
      child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
      await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
      const timer = setTimeout(() => child.kill('SIGKILL'), wait);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      clearTimeout(timer);
      // A line that was cut off by the kill was not written whole.
      last = jsonLines(out.slice(0, out.lastIndexOf('\n') + 1));
      made.push(...trialsOf(last).map(({ trial }) => trial));
      if (last.at(-1)?.['event'] === 'done') break;
    }
    expect(last.at(-1)).toMatchObject({ event: 'done', trials: 5 });
    expect(new Set(made).size).toBe(made.length);
    const lines = readFileSync(join(runIn('Killed'), 'trials.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const recorded = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    // A search of another name draws other numbers; what it would have drawn is what it made.
    const whole = nn(cwd, ...named);
    const expected = trialsOf(jsonLines(whole.out));
    expect(recorded.map(({ trial, point, scores }) => ({ trial, point, scores }))).toEqual(expected);
  });

  it('saves when it is interrupted', async () => {
    const child = start(cwd, 'search', 'tune.nn', 'Folds', '--json', '--set', 'epochs=100000');
    let out = '';
    child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [status] = (await once(child, 'exit')) as [number | null];
    expect(status).toBe(130);
    expect(jsonLines(out).at(-1)).toMatchObject({ event: 'interrupted', trial: 1 });
  });

  it('shows a person a table', () => {
    const { status, error, out } = nn(cwd, 'search', 'tune.nn', 'Folds', '--set', 'epochs=2');
    expect({ status, out }).toEqual({ status: 0, out: '' });
    expect(error).toContain('trial  validation.loss  validation.accuracy');
    expect(error).toMatch(/3\/3 .* %/);
    expect(error).toMatch(/validation\.accuracy {2}[\d.]+ % ± [\d.]+ % {2}\(3 trials/);
  });

  it('must know which search is meant', () => {
    const { status, error } = nn(cwd, 'search', 'tune.nn');
    expect(status).toBe(1);
    expect(error).toContain('There are several: Tune and Folds.');
    expect(nn(cwd, 'search', 'tune.nn', 'Fold').error).toContain('Did you mean "Folds"?');
  });
});

describe('nn train', () => {
  it('trains an ensemble by its name, and its folder can be judged and asked', () => {
    const { status, out } = nn(cwd, 'train', 'tune.nn', 'Pair', '--json');
    expect(status).toBe(0);
    const lines = jsonLines(out);
    expect(lines.filter(({ event }) => event === 'member').map(({ seed }) => seed)).toEqual([0, 1]);
    const done = lines.at(-1)! as { scores: { test: object } };
    expect(done).toMatchObject({ event: 'done', disagreement: { scores: expect.any(Number) as number } });
    const judged = JSON.parse(nn(cwd, 'eval', 'Pair', '--json').out) as { scores: object };
    expect(judged.scores).toEqual(done.scores.test);
    expect(nn(cwd, 'predict', 'Pair', '[0.5, 0.25]').out).toMatch(/^scores \[2\]/);
  });

  it('trains the only recipe, and tells what else is there', () => {
    const { status, error } = nn(cwd, 'train', 'tune.nn', '--set', 'epochs=1');
    expect(status).toBe(0);
    expect(error).toContain(
      'also here: nn train tune.nn Pair, nn search tune.nn Tune, nn search tune.nn Folds',
    );
  });

  it('sends whoever names a search to it', () => {
    const { status, error } = nn(cwd, 'train', 'tune.nn', 'Tune');
    expect(status).toBe(2);
    expect(error).toContain('"Tune" is a search: nn search tune.nn Tune');
  });
});
