import type { AnyDefinition, Option } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { compileText } from './support/compile.js';
import { entryFile, layerFile } from './support/entry-file.js';

// Every word that an option may be is a word wherever its entry may stand.

const chosen = catalog.definitions.flatMap((definition) =>
  Object.entries(definition.options as Readonly<Record<string, Option>>).flatMap(([name, option]) =>
    option.type === 'choice' ? [{ definition: definition as AnyDefinition, name, option }] : [],
  ),
);

const wordMistakes = (file: string): readonly string[] =>
  compileText(file)
    .diagnostics.filter(({ code }) =>
      ['unknown-name', 'misplaced-name', 'argument-type', 'unknown-argument'].includes(code),
    )
    .map(({ message }) => message);

describe('words of options', () => {
  it.each(chosen.map(({ definition: { kind, name: of }, name }) => [kind, of, name] as const))(
    'of the %s %s: each that "%s" may be',
    (kind, of, name) => {
      const { option } = chosen.find(
        ({ definition, name: other }) => definition.kind === kind && definition.name === of && other === name,
      )!;
      for (const word of option.choices)
        expect(wordMistakes(entryFile(kind, `${of}(${name}: ${word})`))).toEqual([]);
    },
  );

  it('are those of an initializer in a layer, by name and by place, and of a weight of one’s own', () => {
    const call = 'variance_scaling(2, fan_out, distribution: uniform)';
    expect(wordMistakes(layerFile('[8]', `dense(2, init: ${call})`))).toEqual([]);
    expect(wordMistakes(layerFile('[8]', `dense(2, true, ${call})`))).toEqual([]);
    expect(wordMistakes(`model M { input x: [8]\n param w: [8, 2] = ${call}\n output y = x @ w }`)).toEqual(
      [],
    );
    expect(wordMistakes(layerFile('[8]', 'dense(2, init: variance_scaling(mode: fan_inn))'))).toEqual([
      '"mode" of variance_scaling takes one of fan_in, fan_out, fan_avg, not "fan_inn". Did you mean fan_in?',
    ]);
    expect(wordMistakes(layerFile('[8]', 'dense(2, init: random_normal(std: width))'))).toEqual([
      'Unknown name "width": expected a layer or a value.',
    ]);
  });
});
