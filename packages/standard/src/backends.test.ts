import { backendTable, chooseBackend } from './backends.js';

describe('choosing a backend', () => {
  it('takes the one that is asked for', async () => {
    expect(await chooseBackend('cpu')).toEqual({
      ok: true,
      name: 'cpu',
      reason: 'asked for',
      passedOver: [],
    });
  });

  it('prefers wasm, and falls back to cpu with the reason', async () => {
    expect(await chooseBackend('auto')).toMatchObject({ ok: true, name: 'wasm' });
    const choice = await chooseBackend('auto', ({ name }) => (name === 'cpu' ? true : 'no doubles'));
    expect(choice).toEqual({
      ok: true,
      name: 'cpu',
      reason: 'the next fastest that can do it',
      passedOver: [{ name: 'wasm', reason: 'no doubles' }],
    });
  });

  it('says why there is none', async () => {
    expect(await chooseBackend('cuda')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('"cuda"'),
    });
    expect(await chooseBackend('cpu', () => 'too large')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('cpu: too large'),
    });
  });

  it('knows backends by the names that their capabilities have', async () => {
    for (const [name, { capabilities, load }] of Object.entries(backendTable)) {
      expect(capabilities.name).toBe(name);
      expect((await load()).capabilities).toBe(capabilities);
    }
  });
});
