import { codes, compileText } from './support/compile.js';

const graphOf = (text: string) => {
  const outcome = compileText(text).graph();
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value;
};

const withNoise = (noise: string): string => `model Net { input x: [4]  ${noise}  output y = x + eps }`;

describe('noise', () => {
  it('is a value with the batch axis, that an initializer draws', () => {
    const { nodes, values, parameters } = graphOf(withNoise('noise eps: [4] = random_normal(std: 2)'));
    expect(nodes[0]).toMatchObject({
      path: 'eps',
      use: { kind: 'initializer', name: 'random_normal', options: { std: 2, mean: 0 } },
      inputs: {},
    });
    expect(values[nodes[0]!.outputs['drawn']!]).toEqual({ dtype: 'float32', shape: ['batch', 4] });
    expect(parameters).toEqual([]);
  });

  it('may be a number, and a scalar of each example', () => {
    const { nodes, values } = graphOf('model Net { input x: [4]  noise eps: [] = 0.5  output y = x * eps }');
    expect(nodes[0]!.use).toMatchObject({ name: 'constant', options: { value: 0.5 } });
    expect(values[nodes[0]!.outputs['drawn']!]!.shape).toEqual(['batch']);
  });

  it('has a path of its own in every block and repetition', () => {
    const { nodes } = graphOf(`
      block jitter(width: float) { input x: [..., d]  noise eps: [d] = random_uniform(-width, width)  output x + eps }
      model Net {
        input x: [4]
        once = jitter(0.1)
        twice = x -> once -> once
        output y = twice -> repeat 2 { jitter(0.2) } -> jitter(0.3)
      }`);
    const drawn = nodes.filter(({ use }) => use.kind === 'initializer').map(({ path }) => path);
    expect(drawn).toEqual(['once.eps', 'once.eps', 'y[0].jitter.eps', 'y[1].jitter.eps', 'y.jitter_2.eps']);
  });

  it('takes the symbols of the inputs', () => {
    const { values, nodes } = graphOf(
      'model Net { input x: [seq, 3]  noise eps: [seq, 3] = random_normal  output y = x + eps }',
    );
    expect(values[nodes[0]!.outputs['drawn']!]!.shape).toEqual(['batch', 'seq', 3]);
  });

  it('may be all that a model begins with', () => {
    const { inputs, outputs } = graphOf(
      'model Generator { noise z: [8] = random_normal(std: 1)  output y = z -> dense(2) }',
    );
    expect(inputs).toEqual([]);
    expect(outputs).toHaveLength(1);
  });

  it.each([
    ['noise eps: [4]', ['missing-draw']],
    ['noise eps: [4] = he_normal', ['not-drawable']],
    ['noise eps: [4] = orthogonal(gain: 2)', ['not-drawable']],
    ['noise eps: [4] = random_norml', ['unknown-name']],
    ['noise eps: [4] = random_normal(sd: 1)', ['unknown-argument']],
    ['noise eps: [4] = random_normal(std: -1)', ['argument-range']],
    ['noise eps: [4] = relu', ['misplaced-name']],
    ['noise eps: [4] = "text"', ['entry-expected']],
    ['noise eps: int32[4] = 0', ['dtype-mismatch']],
    ['noise eps: [batch, 4] = 0', ['batch-axis']],
    ['noise eps: [n] = 0', ['unknown-dimension']],
    ['noise eps: [0] = 0', ['invalid-dimension']],
    ['noise eps: [1_000_000, 1_000_000] = 0', ['noise-too-large']],
    ['noise eps: [5] = 0', ['shape-mismatch']],
    ['noise x: [4] = 0  noise eps: [4] = 0', ['duplicate-name']],
    ['noise __proto__: [4] = 0  eps = __proto__', []],
  ])('%s', (noise, expected) => {
    expect(codes(withNoise(noise))).toEqual(expected);
  });

  it('ends within the limits of a model', () => {
    const many = Array.from({ length: 300 }, (_, index) => `noise n${index}: [4] = 0`).join('\n');
    const text = `model Net { input x: [4]\n${many}\noutput y = x + n0 }`;
    expect(codes(text).filter((code) => code !== 'unused-binding')).toEqual([]);
    expect(codes(text, { limits: { nodes: 100 } })).toContain('too-many-nodes');
  });

  it('has no place in a body', () => {
    expect(
      codes('model Net { input x: [4]  output y = x -> repeat 2 { noise e: [4] = 0  relu } }'),
    ).toContain('nested-statement');
  });
});
