import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { check, resolveConfig } from 'prettier';
import ts from 'typescript';
import generate from '../plugin/generator.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { properties } = JSON.parse(
  readFileSync(join(root, 'tools/generators/plugin/schema.json'), 'utf8'),
) as { readonly properties: { readonly kind: { readonly enum: readonly string[] } } };
const kinds = properties.kind.enum;

/** The workspace with what is written kept in memory: nothing is left behind. */
const written = new Map<string, string>();
const tree = {
  exists: (path: string) => written.has(path) || existsSync(join(root, path)),
  read: (path: string) => written.get(path) ?? readFileSync(join(root, path), 'utf8'),
  write: (path: string, text: string) => void written.set(path, text),
};

/** What TypeScript says of the files that were written, beside those that are there. */
const problems = (): readonly string[] => {
  const inMemory = new Map([...written].map(([path, text]) => [join(root, path), text]));
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile) as {
    readonly config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const checked: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
  };
  const host = ts.createCompilerHost(checked);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => inMemory.has(path) || fileExists(path);
  host.readFile = (path) => inMemory.get(path) ?? readFile(path);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) => {
    const text = inMemory.get(path);
    return text === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...inMemory.keys()], checked, host);
  return [...inMemory.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
};

describe('the generator of plugins', () => {
  beforeAll(async () => {
    for (const kind of kinds) await generate(tree, { name: `scratch_${kind}`, kind, summary: 'A scratch.' });
  });

  it('writes a definition and its test, and lists it twice', () => {
    expect(written.size).toBe(4 * kinds.length);
    for (const kind of kinds) {
      const texts = [...written].filter(([path]) => path.includes(`scratch-${kind}`));
      expect(texts.map(([path]) => path.split('/').at(-1))).toEqual([
        `scratch-${kind}.ts`,
        `scratch-${kind}.test.ts`,
      ]);
      expect(texts[0]![1]).toContain(`name: 'scratch_${kind}'`);
    }
  });

  it('writes what TypeScript accepts', () => {
    expect(problems()).toEqual([]);
  }, 180_000);

  it('writes what the linter and the formatter accept', async () => {
    const eslint = new ESLint({ cwd: root });
    for (const [path, text] of written) {
      const filePath = join(root, path);
      const [result] = await eslint.lintText(text, { filePath });
      expect({ path, messages: result!.messages.map(({ message }) => message) }).toEqual({
        path,
        messages: [],
      });
      const options = await resolveConfig(filePath);
      expect({ path, formatted: await check(text, { ...options, filepath: filePath }) }).toEqual({
        path,
        formatted: true,
      });
    }
  }, 120_000);

  it('refuses a name that is taken, and one that is none', async () => {
    await expect(generate(tree, { name: 'relu', kind: 'activation' })).rejects.toThrow('is there already');
    await expect(generate(tree, { name: 'Relu', kind: 'activation' })).rejects.toThrow(
      'is not a plugin name',
    );
  });
});
