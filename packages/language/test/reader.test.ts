import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, tokenize } from '../src/index.js';
import { createReader } from '../src/parse/reader.js';

const folder = fileURLToPath(new URL('../../../examples/architectures/', import.meta.url));
const text = ['resnet18.nn', 'gpt2.nn', 'googlenet.nn']
  .map((name) => readFileSync(folder + name, 'utf8'))
  .concat('data D { source: moons() }\ntrain T {\n  model: GPT2\n}\n')
  .join('\n## Documented.\n# Not so.\n');
const source = 'a.nn';

describe('a reader of texts that change', () => {
  it.each(readdirSync(folder))('reads %s as parse does', (name) => {
    const example = readFileSync(folder + name, 'utf8');
    expect(createReader()(example, { source })).toEqual(parse(example, { source }));
  });

  it('reads every text of a session as parse does: truncated, with tokens deleted and doubled, with other line ends', () => {
    const read = createReader();
    const same = (changed: string): void =>
      expect(read(changed, { source })).toEqual(parse(changed, { source }));
    for (let end = 0; end <= text.length; end += 293) same(text.slice(0, end));
    tokenize(text, { source }).tokens.forEach(({ start, end }, index) => {
      if (index % 47 !== 0) return;
      const token = text.slice(start.offset, end.offset);
      for (const instead of ['', `${token} ${token}`, `\n${token}`, '{', '"', '# '])
        same(text.slice(0, start.offset) + instead + text.slice(end.offset));
    });
    same(text.replaceAll('\n', '\r\n'));
    same(text.replaceAll('\n', '\r'));
    same(`\n\n${text}`);
    same(text);
  }, 60_000);

  it('reads again only what has changed', () => {
    const read = createReader();
    const first = read(text, { source }).tree.items;
    const second = read(text.replace('dense(classes) as head', 'dense(7) as head'), { source }).tree.items;
    const kept = second.filter((item, index) => item === first[index]);
    expect(kept.length).toBeGreaterThan(0);
    expect(second).toHaveLength(first.length);
  });
});
