import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnyDefinition } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { definitionChecks, exceptedChecks } from '@neurite/testing';

// docs/catalogue-results.json says what the conformance tests find. On cpu and wasm each entry has a test of its own, beside its file; the
// results of webgl are those of tools/browser/test/webgl. What is left to see here is that the table claims no more and no less.

const root = fileURLToPath(new URL('../..', import.meta.url));
const results = JSON.parse(readFileSync(join(root, 'docs/catalogue-results.json'), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, readonly string[]>>>
>;
const definitions = catalog.definitions as readonly AnyDefinition[];
const keyOf = ({ kind, name }: AnyDefinition) => `${kind} ${name}`;

/** Names of definitions whose test runs all checks on both backends of Node, by what the source says. */
const tested = new Set(
  readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name, 'src/definitions'))
    .flatMap((folder) => {
      try {
        return readdirSync(folder).map((file) => join(folder, file));
      } catch {
        return [];
      }
    })
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/describeDefinition\(\s*(\w+),\s*\[cpu, wasm\]/g)].map(
        ([, name]) => name!,
      ),
    ),
);
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('docs/catalogue-results.json', () => {
  it('has every entry of the catalogue, and no other: else run `npm run conformance`', () => {
    expect(Object.keys(results)).toEqual(definitions.map(keyOf).sort());
  });

  it.each(definitions.map((definition) => [keyOf(definition), definition] as const))(
    'says of %s what its tests hold it to',
    (key, definition) => {
      const onDevices = definitionChecks(definition)
        .filter(({ where }) => where === 'device')
        .map(({ name }) => name);
      const backends = onDevices.length === 0 ? [] : ['cpu', 'wasm', 'webgl'];
      expect(Object.keys(results[key] ?? {})).toEqual(backends);
      const excepted = Object.keys(exceptedChecks(definition)).filter((name) => onDevices.includes(name));
      for (const backend of backends) expect(results[key]![backend]).toEqual(excepted);
      if (backends.length > 0) expect([...tested]).toContain(camel(definition.name));
    },
  );
});
