import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { declarationOf } from '@neurite/core';
import ts from 'typescript';

// Inside the package, so that a program there finds it as its users do.
const folder = mkdtempSync(fileURLToPath(new URL('./types-', import.meta.url)));
afterAll(() => rmSync(folder, { recursive: true }));

/** What TypeScript says of programs beside the declaration of a model, by program and line. */
const problemsOf = (programs: Readonly<Record<string, string>>): readonly string[] => {
  const declaration = declarationOf({
    model: 'Tagger',
    inputs: [
      { name: 'tokens', dtype: 'int32', shape: [12], text: true },
      { name: 'image', dtype: 'float32', shape: [2, 3] },
    ],
    outputs: [{ name: 'scores', dtype: 'float32', shape: [12, 5] }],
  });
  writeFileSync(join(folder, 'model.d.ts'), declaration);
  const files = Object.entries(programs).map(([name, program]) => {
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, program);
    return file;
  });
  const checked = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@neurite/source'],
    skipLibCheck: true,
    types: ['node'],
  });
  // Of the programs alone: the sources of Neurite, which they lead to, are checked by its build.
  const diagnostics = files.flatMap((file) => ts.getPreEmitDiagnostics(checked, checked.getSourceFile(file)));
  return diagnostics.map(({ file: of, start, messageText }) => {
    const line = of && start !== undefined ? of.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${of ? basename(of.fileName, '.ts') : ''} ${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
};

const right = `import { load, nn, open } from 'neurite';
import type { Tagger } from './model.js';

const tagger = await load<Tagger>('tagger.artifact');
const image = [[1, 2, 3], [4, 5, 6]];
const { scores } = await tagger.predict({ tokens: Int32Array.of(1, 2), image });
const first: number | undefined = scores.data[0];
const dtype: 'float32' = scores.dtype;
const extents: readonly [12, 5] | readonly [number, 12, 5] = scores.shape;
await tagger.predict({ tokens: [[1], [2]], image: [image, image] });
await tagger.predict({ tokens: 'a text', image });
await tagger.predict({ tokens: ['a text', 'another'], image: [image, image] });
const names: unknown = tagger.namesOf(await tagger.predict({ tokens: 'a text', image }))['scores'];

const line = nn<{
  inputs: { x: { dtype: 'float32'; shape: readonly [3] } };
  outputs: { y: { dtype: 'bool'; shape: readonly [] } };
}>\`model Line { input x: [3] output y = sum(x) > 0 }\`;
const { y } = await (await open(line)).predict({ x: [1, 2, 3] });
const bytes: Uint8Array = y.data;

// Without a type everything is known by name only.
const untyped = await load('tagger.artifact');
const whatever = (await untyped.predict({ anything: [1] }))['at all'];
`;
const wrong = `import { load, nn, open } from 'neurite';
import type { Tagger } from './model.js';
const tagger = await load<Tagger>('tagger.artifact');
const image = [[1, 2, 3], [4, 5, 6]];
await tagger.predict({ image });
await tagger.predict({ tokens: [1], image, extra: [1] });
await tagger.predict({ tokens: [1], image: 'a picture' });
await tagger.predict({ tokens: [1], image: [1, 2] });
(await tagger.predict({ tokens: [1], image })).score;
const bytes: Uint8Array = (await tagger.predict({ tokens: [1], image })).scores.data;
nn\`model Line { input x: [\${'3'}] output y = x }\`;
`;

/** The programs of the README, each with the imports of all. */
const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
const shown = Object.fromEntries(
  [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code], index) => [`readme${index + 1}`, code!]),
);

describe('programs that use the declaration of a model', () => {
  // One run of TypeScript, which reads all of Neurite for it.
  let problems: readonly string[];
  const of = (name: string): readonly string[] => problems.filter((problem) => problem.startsWith(name));
  beforeAll(() => {
    problems = problemsOf({ right, wrong, ...shown });
  }, 180_000);

  it('are right, those of the README too', () => {
    expect(Object.keys(shown).length).toBeGreaterThan(3);
    expect(problems.filter((problem) => !problem.startsWith('wrong'))).toEqual([]);
  });

  it('are told of inputs and outputs that are not there or do not fit, line by line', () => {
    expect(of('wrong')).toEqual([
      expect.stringMatching(/^wrong 5: .*'tokens' is missing/),
      expect.stringMatching(/^wrong 6: .*'extra' does not exist/),
      expect.stringMatching(/^wrong 7: Type 'string' is not assignable/),
      expect.stringMatching(/^wrong 8: Type 'number\[\]' is not assignable/),
      expect.stringMatching(/^wrong 9: Property 'score' does not exist/),
      expect.stringMatching(/^wrong 10: Type 'Float32Array.*not assignable to type 'Uint8Array/),
      expect.stringMatching(/^wrong 11: Argument of type 'string' is not assignable/),
    ]);
  });
});
