import {
  type Catalog,
  type DefinitionOf,
  type Diagnostic,
  type Kind,
  type Outcome,
  createCatalog,
} from '@neurite/contract';
import type { StringLiteral } from '@neurite/language';
import { report } from '../diagnostics.js';
import { declaredExpression } from '../shapes/declaration.js';
import { type PluginCatalog, readPluginCatalog } from './catalog-file.js';

/** Gives the text of the `neurite.catalog.json` of a package, for a text that uses it; where packages may lie is the caller's business. */
export type ReadPackage = (name: string, from: string) => Outcome<string>;

/** A package that some text of a compilation uses. */
export interface UsedPackage {
  readonly name: StringLiteral;
  /** The text that says so. */
  readonly source: string;
}

/** A catalog with the names of the packages that are used. */
export interface Extended {
  readonly catalog: Catalog;
  /** What has been read, in the order of the text. */
  readonly packages: readonly PluginCatalog[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Adds the names of packages to a catalog: each package once, and no name twice. */
export const usePackages = (
  base: Catalog,
  used: readonly UsedPackage[],
  read: ReadPackage | undefined,
): Extended => {
  const packages = new Map<string, PluginCatalog>();
  const owners = new Map<string, string>();
  const added: DefinitionOf[Kind][] = [];
  const diagnostics: Diagnostic[] = [];
  const tried = new Set<string>();
  for (const { name: literal, source } of used) {
    const { value: name, span } = literal;
    if (tried.has(name)) continue;
    tried.add(name);
    const found = readPackage(literal, source, read);
    if (!found.ok) {
      diagnostics.push(...found.diagnostics.map((diagnostic) => ({ span, ...diagnostic })));
      continue;
    }
    packages.set(name, found.value);
    for (const definition of found.value.definitions) {
      const title = `${definition.kind} ${definition.name}`;
      const owner = base.get(definition.kind, definition.name) ? 'the standard catalog' : owners.get(title);
      if (owner === undefined) {
        owners.set(title, `"${name}"`);
        added.push(definition);
      } else
        diagnostics.push(
          report(
            'plugin-clash',
            { package: name, kind: definition.kind, name: definition.name, owner },
            { span },
          ),
        );
    }
  }
  const catalog = added.length === 0 ? base : createCatalog([...base.definitions, ...added] as never);
  const asked = added.flatMap((definition) =>
    initializersOf(definition).map((wanted) => ({ definition, wanted })),
  );
  const lost = asked.find(({ wanted }) => catalog.get('initializer', wanted) === undefined);
  if (lost === undefined) return { catalog, packages: [...packages.values()], diagnostics };
  // A definition that asks for what is nowhere cannot be compiled: none of its package is trusted.
  const { definition, wanted } = lost;
  const owner = used.find(({ name }) => packages.get(name.value)?.definitions.includes(definition) === true)!;
  const reason = `the definition ${definition.kind} "${definition.name}" asks for the initializer "${wanted}", which is nowhere`;
  const rest = used.filter(({ name }) => name.value !== owner.name.value);
  const without = usePackages(base, rest, read);
  const damage = report(
    'plugin-catalog-damaged',
    { package: owner.name.value, reason },
    { span: owner.name.span },
  );
  return { ...without, diagnostics: [...without.diagnostics, damage] };
};

const readPackage = (
  { value: name, span }: StringLiteral,
  source: string,
  read: ReadPackage | undefined,
): Outcome<PluginCatalog> => {
  const fail = (diagnostic: Diagnostic): Outcome<never> => ({ ok: false, diagnostics: [diagnostic] });
  if (!/^(@[\w-][\w.-]*\/)?[\w-][\w.-]*$/u.test(name))
    return fail(report('package-name', { name }, { span }));
  if (read === undefined) return fail(report('packages-unavailable', { package: name }, { span }));
  const text = read(name, source);
  if (!text.ok) return text;
  const catalog = readPluginCatalog(text.value, name);
  return 'reason' in catalog
    ? fail(report('plugin-catalog-damaged', { package: name, reason: catalog.reason }, { span }))
    : { ok: true, value: catalog };
};

/** The initializers that a definition names, which must be in the catalog when it is used. */
const initializersOf = (definition: DefinitionOf[Kind]): readonly string[] => {
  if (definition.kind !== 'layer') return [];
  const declared = [...Object.values(definition.parameters), ...Object.values(definition.state)].map(
    ({ initializer = '' }) => initializer,
  );
  return [
    ...declared,
    ...(definition.activation === undefined ? [] : [definition.activation.initializer]),
  ].flatMap((text) => {
    if (text === 'auto') return [];
    const expression = declaredExpression(text);
    const callee = expression.kind === 'call' ? expression.callee : expression;
    return [callee.kind === 'identifier' ? callee.name : text];
  });
};
