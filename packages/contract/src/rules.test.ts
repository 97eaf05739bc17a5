import { ruleCode, ruleNames, rules } from './rules.js';

describe('rules', () => {
  it('have names that the language can read, and codes with hyphens', () => {
    for (const name of ruleNames) expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/u);
    expect(ruleCode('softmax_before_logits')).toBe('softmax-before-logits');
  });

  it('have defaults within their bounds', () => {
    for (const { threshold } of Object.values(rules)) {
      const { default: value, minimum = -Infinity, maximum = Infinity } = threshold ?? { default: 0 };
      expect(value).toBeGreaterThanOrEqual(minimum);
      expect(value).toBeLessThanOrEqual(maximum);
    }
  });
});
