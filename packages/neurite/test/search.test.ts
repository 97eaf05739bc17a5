import { compile, search, trainEnsemble } from 'neurite';

const text = `
model Net(hidden: int = 4) {
  input point: [2]
  output scores = point -> dense(hidden) -> tanh -> dense(2)
}
data Points {
  source: moons(count: 80, seed: 3)
  validation: 20%
  field label = label -> one_of(2)
}
train Run {
  model: Net
  data: Points
  loss: cross_entropy
  optimizer: adam(rate: 0.01)
  epochs: 1
}
search Sizes { train: Run, model.hidden ~ each(2, 4) }
ensemble Pair { train: Run, members: 2 }
`;

describe('the façade', () => {
  it('runs a search', async () => {
    const searching = await search(compile(text), 'Sizes', { backend: 'cpu' });
    if (!searching.ok) throw new Error(searching.diagnostics[0]!.message);
    const points: unknown[] = [];
    for await (const event of searching.value) if (event.event === 'trial') points.push(event.point);
    expect(points).toEqual([{ 'model.hidden': '2' }, { 'model.hidden': '4' }]);
    const result = await searching.value.result();
    expect(result.ok && result.value.spread['validation.loss']!.count).toBe(2);
  });

  it('says where there is no such search', async () => {
    const searching = await search(compile(text), 'Size');
    expect(searching).toMatchObject({ ok: false, diagnostics: [{ code: 'unknown-reference' }] });
  });

  it('trains an ensemble', async () => {
    const plan = compile(text).ensemble();
    if (!plan.ok) throw new Error(plan.diagnostics[0]!.message);
    const training = await trainEnsemble(plan.value, { backend: 'cpu' });
    const result = await training.result();
    expect(result.ok && result.value!.members).toHaveLength(2);
  });
});
