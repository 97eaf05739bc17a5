import { settingTables } from '@neurite/compiler';
import { keywords } from '@neurite/language';
import { settingDocs, wordDocs } from './settings.js';

describe('what editors say of settings and words', () => {
  it.each(Object.entries(settingTables))('tells of each setting of %s', (block, { once, several = [] }) => {
    const docs: Readonly<Record<string, string>> = settingDocs[block as keyof typeof settingDocs] ?? {};
    expect([...once, ...several].filter((name) => !Object.hasOwn(docs, name))).toEqual([]);
  });

  it('tells of each word that opens a declaration or statement', () => {
    const words = [
      ...keywords.declarations,
      ...keywords.statements,
      ...keywords.settings,
      ...keywords.control,
    ];
    expect(words.filter((word) => !Object.hasOwn(wordDocs, word))).toEqual([]);
  });
});
