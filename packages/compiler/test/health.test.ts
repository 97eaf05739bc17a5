import { rules } from '@neurite/contract';
import { codes, compileText } from './support/compile.js';

const text = (scores: string, settings: string, more = ''): string => `
  model Net {
    input x: [2]
    h = x -> dense(8) -> relu
    output scores = h -> dense(2)${scores}
  }
  data Moons {
    source: moons(100)
    field x = point
    field label = label -> one_of(2)
  }
  train Run {
    model: Net
    data: Moons
    loss: cross_entropy
    optimizer: adam
    epochs: 1
    ${settings}
  }
  ${more}`;

const softened = (settings: string, more = ''): readonly string[] =>
  codes(text(' -> softmax', settings, more));
const plain = (settings: string): readonly string[] => codes(text('', settings));

const healthOf = (settings: string) => {
  const outcome = compileText(text('', settings)).recipe();
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return outcome.value.health;
};

describe('allow', () => {
  it('silences what a rule finds in the text', () => {
    expect(softened('')).toEqual(['softmax-before-logits']);
    expect(softened('allow softmax_before_logits because "an old habit"')).toEqual([]);
  });

  it.each(['scores.**', '**.softmax', 'loss.**'])('silences it at the paths of "%s"', (glob) => {
    expect(softened(`allow softmax_before_logits on "${glob}" because "an old habit"`)).toEqual([]);
  });

  it('leaves alone what is elsewhere, and says that it silences nothing', () => {
    expect(softened('allow softmax_before_logits on "h.**" because "an old habit"')).toEqual([
      'softmax-before-logits',
      'unneeded-allow',
    ]);
    expect(softened('allow probabilities_expected because "an old habit"')).toEqual([
      'softmax-before-logits',
      'unneeded-allow',
    ]);
    expect(plain('allow softmax_before_logits because "an old habit"')).toEqual(['unneeded-allow']);
  });

  it('does not silence errors', () => {
    const wrong = text('', 'allow exclusive_sigmoid because "no"').replace('one_of(2)', 'one_of(3)');
    expect(codes(wrong)).toContain('class-count');
  });

  it('needs a rule that there is, a reason, and a path that there is', () => {
    expect(plain('allow dead_unit because "sparse"')).toEqual(['unknown-rule']);
    expect(compileText(text('', 'allow dead_unit because "sparse"')).diagnostics[0]!.message).toContain(
      'Did you mean "dead_units"?',
    );
    expect(plain('allow __proto__ because "x"')).toEqual(['unknown-rule']);
    expect(plain('allow toString because "x"')).toEqual(['unknown-rule']);
    expect(plain('allow dead_units')).toEqual(['missing-reason']);
    expect(plain('allow dead_units because "  "')).toEqual(['missing-reason']);
    expect(plain('allow dead_units on "stem.**" because "sparse"')).toEqual(['glob-without-match']);
    expect(plain('allow dead_units on "" because "sparse"')).toEqual(['glob-without-match']);
  });

  it('twice for the same paths says nothing new', () => {
    expect(plain('allow dead_units because "a"  allow dead_units on "h.**" because "b"')).toEqual([
      'unneeded-allow',
    ]);
    expect(plain('allow dead_units on "h.**" because "a"  allow dead_units because "b"')).toEqual([]);
  });

  it('reaches the recipe with the paths that it speaks of', () => {
    const [allowance] = healthOf('allow dead_units on "h.**" because "sparse by design"').allowed;
    expect(allowance).toMatchObject({
      rule: 'dead_units',
      paths: ['h.dense', 'h.relu', 'h.dense.kernel', 'h.dense.bias'],
      because: 'sparse by design',
    });
    expect(healthOf('allow dead_units because "all of it"').allowed[0]!.paths).toBeUndefined();
  });

  it('is inherited, and replaced by one of the same rule and paths', () => {
    const base = 'allow softmax_before_logits because "an old habit"';
    expect(softened(base, 'train Again from Run { epochs: 2 }')).toEqual([]);
    expect(softened(base, 'train Again from Run { allow softmax_before_logits because "measured" }')).toEqual(
      [],
    );
  });

  it('has no place in data', () => {
    const wrong = text('', '').replace('source:', 'allow dead_units because "x"\n source:');
    expect(codes(wrong)).toContain('misplaced-setting');
  });
});

describe('health', () => {
  it('has the defaults of all rules', () => {
    const { thresholds } = healthOf('');
    for (const [name, { threshold }] of Object.entries(rules))
      expect(thresholds[name as keyof typeof rules]).toBe(threshold?.default);
  });

  it('sets thresholds', () => {
    const { thresholds } = healthOf('health { dead_units: 80%, update_ratio: 0.01 }');
    expect(thresholds).toMatchObject({ dead_units: 0.8, update_ratio: 0.01, saturated_units: 0.5 });
  });

  it.each([
    ['health { dead_unit: 80% }', 'unknown-setting'],
    ['health { softmax_before_logits: 1 }', 'unknown-setting'],
    ['health { __proto__: 1 }', 'unknown-setting'],
    ['health { dead_units: 1.5 }', 'setting-type'],
    ['health { dead_units: -1 }', 'setting-type'],
    ['health { dead_units: "most" }', 'setting-type'],
    ['health { dead_units: 5 epochs }', 'setting-type'],
    ['health { dead_units: 0.1x }', 'setting-type'],
    ['health { dead_units: 0.1 dead_units: 0.2 }', 'duplicate-setting'],
    ['health { field x = y }', 'misplaced-setting'],
    ['health: 3', 'setting-type'],
  ])('refuses %s', (settings, code) => {
    expect(plain(settings)).toEqual([code]);
  });
});
