// `nx g @neurite/tools:plugin snake --kind=activation`: a definition that compiles and passes, to be made into the real one.
import { format, resolveConfig } from 'prettier';
import { root as workspace } from '../../setup.mjs';
import { templates } from './templates.mjs';

const kebab = (name) => name.replaceAll('_', '-');
const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

const packageOf = {
  activation: 'activations',
  layer: 'layers',
  initializer: 'initializers',
  regularizer: 'regularizers',
  loss: 'losses',
  metric: 'metrics',
  optimizer: 'optimizers',
};

/** Adds a line to a sorted list of exports, in order. */
const insertSorted = (text, line) => {
  const lines = text.split('\n').filter((existing) => existing !== '' && existing !== 'export {};');
  const at = lines.findIndex(
    (existing) => existing.startsWith('export {') && existing.localeCompare(line) > 0,
  );
  lines.splice(at < 0 ? lines.length : at, 0, line);
  return `${lines.join('\n')}\n`;
};

export default async (tree, { name, kind = 'activation', summary = 'Say in one sentence what it does.' }) => {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error(`"${name}" is not a plugin name: small letters, digits and underscores.`);
  const root = `packages/${packageOf[kind]}/src`;
  const file = kebab(name);
  const names = { name, file, identifier: camel(name), summary };
  const definition = `${root}/definitions/${file}.ts`;
  if (tree.exists(definition)) throw new Error(`${definition} is there already.`);
  // Where lines break depends on the length of the name.
  const write = async (path, text) => {
    const options = await resolveConfig(`${workspace}${path}`);
    tree.write(path, await format(text, { ...options, filepath: path }));
  };
  await write(definition, templates[kind].definition(names));
  await write(`${root}/definitions/${file}.test.ts`, templates[kind].test(names));
  const list = `${root}/definitions/index.ts`;
  await write(
    list,
    insertSorted(tree.read(list, 'utf8'), `export { ${names.identifier} } from './${file}.js';`),
  );
  const eager = `${root}/index.ts`;
  await write(
    eager,
    `${tree.read(eager, 'utf8').trimEnd()}\n\n/** ${summary} */\nexport const ${names.identifier} = ${templates[kind].eager ?? 'eager'}(definitions.${names.identifier});\n`,
  );
  return () =>
    console.log(
      `Wrote ${definition} and its test. Then: npm test -- ${root}/definitions/${file}, and npm run conformance and npm run catalogue for the documentation.`,
    );
};
