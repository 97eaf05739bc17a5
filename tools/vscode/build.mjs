// Writes the folder of the VS Code extension, and packages it: `node tools/vscode/build.mjs FOLDER [--package FILE.vsix]`.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { importSource } from '../import-source.mjs';
import { root } from '../setup.mjs';
import { grammar, languageConfiguration } from './grammar.mjs';
import { icon } from './icon.mjs';

const manifest = (version) => ({
  name: 'neurite-vscode',
  displayName: 'Neurite',
  description: 'Neural networks in .nn files: colours, brackets and comments.',
  version,
  publisher: 'neurite',
  license: 'MIT',
  private: true,
  icon: 'icon.png',
  engines: { vscode: '^1.90.0' },
  categories: ['Programming Languages', 'Machine Learning'],
  keywords: ['neural networks', 'nn'],
  contributes: {
    languages: [
      {
        id: 'nn',
        aliases: ['Neurite', 'nn'],
        extensions: ['.nn'],
        configuration: './language-configuration.json',
        icon: { light: './icon.png', dark: './icon.png' },
      },
    ],
    grammars: [{ language: 'nn', scopeName: 'source.nn', path: './nn.tmLanguage.json' }],
    configurationDefaults: {
      '[nn]': {
        'editor.tabSize': 2,
        'editor.insertSpaces': true,
        'editor.semanticHighlighting.enabled': true,
      },
    },
  },
});

/** Writes the extension into a folder. */
export const build = async (folder) => {
  const { keywords } = await importSource('packages/language/src/tokens/keywords.ts');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  mkdirSync(folder, { recursive: true });
  const json = (name, value) => writeFileSync(join(folder, name), `${JSON.stringify(value, undefined, 2)}\n`);
  json('package.json', manifest(version));
  json('nn.tmLanguage.json', grammar(keywords));
  json('language-configuration.json', languageConfiguration);
  writeFileSync(join(folder, 'icon.png'), icon());
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  copyFileSync(join(root, 'tools/vscode/MARKETPLACE.md'), join(folder, 'README.md'));
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, flag, file] = process.argv.slice(2);
  if (folder === undefined || (flag !== undefined && (flag !== '--package' || file === undefined))) {
    console.error('usage: node tools/vscode/build.mjs FOLDER [--package FILE.vsix]');
    process.exitCode = 2;
  } else {
    await build(resolve(folder));
    if (file !== undefined)
      await createVSIX({
        cwd: resolve(folder),
        packagePath: resolve(file),
        dependencies: false,
        allowMissingRepository: true,
      });
  }
}
