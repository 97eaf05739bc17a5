import { readFileSync } from 'node:fs';
import { ruleCode, ruleNames, rules } from './rules.js';

describe('rules', () => {
  it('have names that the language can read, and codes with hyphens', () => {
    for (const name of ruleNames) expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/u);
    expect(ruleCode('softmax_before_logits')).toBe('softmax-before-logits');
  });

  it('are in the reference of the language as they are here', () => {
    const reference = readFileSync(new URL('../../../docs/language/reference.md', import.meta.url), 'utf8');
    for (const [name, { looks, summary, threshold }] of Object.entries(rules)) {
      const last = threshold === undefined ? '' : `${threshold.default}: ${threshold.doc}`;
      const row = `| \`${name}\` | ${looks} | ${summary.replace(/\.$/u, '')} | ${last} |`;
      expect(reference.replace(/ +/gu, ' ')).toContain(row.replace(/ +/gu, ' '));
    }
  });

  it('have defaults within their bounds', () => {
    for (const { threshold } of Object.values(rules)) {
      const { default: value, minimum = -Infinity, maximum = Infinity } = threshold ?? { default: 0 };
      expect(value).toBeGreaterThanOrEqual(minimum);
      expect(value).toBeLessThanOrEqual(maximum);
    }
  });
});
