import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnyDefinition } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';

// Every entry that computes with tensors is held to numbers of another program, or it is said here what it is held to.

const packagesFolder = fileURLToPath(new URL('../../packages', import.meta.url));

const random = 'random: its moments and its structure are tested in packages/regularizers/src/noise.test.ts';
const nothing = 'computes nothing';
const sameAs = 'another name, with the function of the first';

/** By kind and name: why no other program says what comes out. */
const otherwise: Readonly<Record<string, string>> = {
  'layer alpha_dropout': random,
  'layer drop_path': random,
  'layer dropout': random,
  'layer gaussian_dropout': random,
  'layer gaussian_noise': random,
  'layer spatial_dropout': random,
  'layer cast': nothing,
  'layer constant': nothing,
  'layer insert_axes': nothing,
  'layer range': nothing,
  'layer repeat_over_batch': nothing,
  'layer hard_shrink': sameAs,
  'layer hard_silu': sameAs,
  'layer linear': sameAs,
  'layer soft_shrink': sameAs,
  'pretraining denoising_autoencoder': 'random: packages/pretraining/src/corruption.test.ts',
  'pretraining rbm': 'the update of contrastive divergence, written down in its test',
};

const familyPackages: Readonly<Record<string, string>> = {
  activation: 'activations',
  normalizer: 'normalizers',
  noise: 'regularizers',
};

/** The package of an entry of a kind that oracles have cases of. */
const packageOf = (definition: AnyDefinition): string | undefined => {
  switch (definition.kind) {
    case 'layer':
      return familyPackages[definition.family] ?? 'layers';
    case 'loss':
      return 'losses';
    case 'metric':
      return 'metrics';
    case 'optimizer':
    case 'schedule':
      return 'optimizers';
    case 'regularizer':
    case 'constraint':
      return 'regularizers';
    case 'pretraining':
      return 'pretraining';
    default:
      return undefined;
  }
};

interface File {
  readonly cases?: readonly { readonly definition: string }[];
  readonly plateaus?: readonly unknown[];
}

/** Package and name of everything that a golden file has a case of. */
const golden = new Set(
  readdirSync(packagesFolder).flatMap((name) => {
    const folder = join(packagesFolder, name, 'golden');
    if (!existsSync(folder)) return [];
    return readdirSync(folder).flatMap((file) => {
      const { cases = [], plateaus } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as File;
      const names = cases.map(({ definition }) => definition);
      return [...names, ...(plateaus === undefined ? [] : ['reduce_on_plateau'])].map(
        (definition) => `${name} ${definition}`,
      );
    });
  }),
);

const entries = (catalog.definitions as readonly AnyDefinition[]).flatMap((definition) => {
  const name = packageOf(definition);
  return name === undefined
    ? []
    : [[`${definition.kind} ${definition.name}`, `${name} ${definition.name}`] as const];
});

it.each(entries)('%s is held to another program, or it is said why not', (key, place) => {
  expect([golden.has(place), otherwise[key] !== undefined]).toContain(true);
  // What has an oracle by now needs no excuse.
  expect(golden.has(place) && otherwise[key] !== undefined).toBe(false);
});

it('excuses only what there is', () => {
  const keys = new Set(entries.map(([key]) => key));
  expect(Object.keys(otherwise).filter((key) => !keys.has(key))).toEqual([]);
});
