import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nn, start, temporaryFolder } from './nn.js';

const source = `
model Net { input point: [2]  output scores = point -> dense(16) -> tanh -> dense(2) }
data Points { source: moons(count: 200, noise: 0.1)  shuffle: 3  field point = point -> standardize  field label = label -> one_of(2) }
train Sound { model: Net, data: Points, loss: cross_entropy, optimizer: adam(rate: 0.02), batch: 20, epochs: 3, seed: 5 }
train High from Sound { optimizer: sgd(rate: 1e6) }
`;
const fast = ['--steps', '200', '--rate-steps', '40'];

describe('nn doctor', () => {
  const folder = temporaryFolder();
  beforeAll(() => {
    writeFileSync(join(folder.path, 'net.nn'), source);
    writeFileSync(join(folder.path, 'bare.nn'), source.replace(/^train .*$/gmu, ''));
  });
  afterAll(() => folder.remove());

  it('tells what it found, a row for each check, and leaves nothing behind', () => {
    const before = readdirSync(folder.path);
    const ended = nn(folder.path, 'doctor', 'net.nn', 'Sound', ...fast);
    expect(ended).toMatchObject({ status: 0, error: '' });
    const rows = ended.out.split('\n').filter((row) => /^(ok|warning|failed|skipped) /u.test(row));
    expect(rows.map((row) => row.slice(9, 25).trim())).toEqual([
      'initial loss',
      'regularization',
      'units',
      'gradients',
      'rate range',
      'update size',
      'overfit',
    ]);
    expect(Math.max(...ended.out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(110);
    expect(readdirSync(folder.path)).toEqual(before);
  });

  it('ends with 1 where a check failed, and says what to do', () => {
    const ended = nn(folder.path, 'doctor', 'net.nn', 'High', ...fast);
    expect(ended.status).toBe(1);
    expect(ended.out).toMatch(/^failed +overfit /mu);
    expect(ended.out).toContain('→ Too high');
  });

  it('gives numbers as JSON, the same each time, and writes them beside the picture', () => {
    const words = ['doctor', 'net.nn', 'Sound', ...fast, '--seed', '3', '--json'];
    const ended = nn(folder.path, ...words, '--out', 'found');
    expect(ended).toMatchObject({ status: 0, error: '' });
    const json = JSON.parse(ended.out) as Record<string, unknown>;
    expect(json).toMatchObject({ recipe: 'Sound', model: 'Net', seed: 3, rate: 0.02, interrupted: false });
    expect(json['checks']).toHaveLength(7);
    expect(nn(folder.path, ...words).out).toBe(ended.out);
    expect(JSON.parse(readFileSync(join(folder.path, 'found/doctor.json'), 'utf8'))).toEqual(json);
    const picture = readFileSync(join(folder.path, 'found/rate-range.svg'), 'utf8');
    expect(picture).toMatch(/^<svg [\s\S]*the recipe’s 0\.02[\s\S]*<\/svg>\n$/u);
    expect(picture).not.toContain('NaN');
  });

  it('says what it cannot examine', () => {
    const bare = nn(folder.path, 'doctor', 'bare.nn');
    expect(bare).toMatchObject({ status: 1, out: '' });
    expect(bare.error).toContain('error[no-declaration]');
    expect(nn(folder.path, 'doctor', 'net.nn').error).toContain('error[choose-declaration]');
    expect(nn(folder.path, 'doctor', 'none.nn').status).toBe(74);
    expect(nn(folder.path, 'doctor', 'net.nn', 'Sound', '--steps', 'many')).toMatchObject({
      status: 2,
      error: 'nn: --steps takes a whole number of at least 1; this is "many".\n',
    });
    const turned = nn(folder.path, 'doctor', 'net.nn', 'Sound', '--from', '1', '--to', '0.1');
    expect(turned.status).toBe(1);
    expect(turned.error).toContain('error[doctor-setting]');
    mkdirSync(join(folder.path, 'taken/doctor.json'), { recursive: true });
    expect(nn(folder.path, 'doctor', 'net.nn', 'Sound', ...fast, '--out', 'taken').status).toBe(74);
  });

  it('is interrupted at once, and keeps what it found', async () => {
    const child = start(folder.path, 'doctor', 'net.nn', 'Sound', '--rate-steps', '1000000');
    let out = '';
    child.stdout.on('data', (bytes: Buffer) => {
      out += String(bytes);
      if (out.includes('gradients')) child.kill('SIGINT');
    });
    const [status] = (await once(child, 'close')) as [number];
    expect(status).toBe(130);
    expect(out).toMatch(/initial loss/u);
    expect(out).not.toMatch(/overfit/u);
    expect(existsSync(join(folder.path, 'runs'))).toBe(false);
  });
});
