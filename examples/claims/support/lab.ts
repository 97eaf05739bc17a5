import { readFileSync } from 'node:fs';
import type { HostTensor } from '@neurite/contract';
import { openData, pretrain, search, type Searched } from '@neurite/core';
import { nodeWorld } from '@neurite/core/node';
import {
  NeuriteError,
  catalog,
  compile,
  inspect,
  resolveBackend,
  train,
  type Inspection,
  type Outcome,
  type Recipe,
  type Trained,
} from 'neurite';

type InspectOptions = Omit<NonNullable<Parameters<typeof inspect>[1]>, 'data' | 'world'>;
type TrainOptions = Pick<NonNullable<Parameters<typeof train>[1]>, 'start'> & {
  /** Leaves the validation part alone, where it is there only to make the training part small. */
  readonly isUnwatched?: boolean;
};

/** As `--set` has them: `{ 'model.act': 'relu', seed: 3 }`. */
type Settings = Readonly<Record<string, number | string>>;

/** Where claims are tried: `.nn` files of this folder on their data, which is opened once. */
export interface Lab {
  recipe(file: string, settings?: Settings, name?: string): Recipe;
  train(recipe: Recipe, options?: TrainOptions): Promise<Trained>;
  /** What the layers of a pretraining of a file come to with a seed. */
  pretrain(file: string, name: string, seed: number): Promise<Trained['weights']>;
  search(file: string, name: string, settings?: Settings): Promise<Searched>;
  inspect(recipe: Recipe, options?: InspectOptions): Promise<Inspection>;
}

const valueOf = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value;
  throw new NeuriteError(outcome.diagnostics);
};

/** @param folder where the `.nn` files are */
export const createLab = (folder: string, root: string): Lab => {
  const world = nodeWorld(root);
  const opened = new Map<string, ReturnType<typeof openData>>();
  const dataOf = async ({ data: plan, graph }: Recipe) => {
    // Recipes of one plan may have fields of different models; the names of the inputs are part of the key.
    const key = JSON.stringify([plan, graph.inputs.map(({ name }) => name).sort()]);
    const data = opened.get(key) ?? openData({ plan, graph, catalog, world });
    opened.set(key, data);
    return valueOf(await data);
  };
  const compilationOf = (file: string, settings: Settings = {}) => {
    const overrides = Object.entries(settings).map(([key, value]) => ({ key, value: String(value) }));
    return compile(readFileSync(`${folder}/${file}`, 'utf8'), { source: file, overrides });
  };
  return {
    recipe: (file, settings, name) => valueOf(compilationOf(file, settings).recipe(name)),
    train: async (recipe, { isUnwatched = false, ...options } = {}) => {
      const all = await dataOf(recipe);
      const { validation, ...parts } = all.parts;
      const data = isUnwatched && validation !== undefined ? { ...all, parts } : all;
      const training = await train(recipe, { ...options, backend: 'wasm', world, data });
      return valueOf(await training.result());
    },
    pretrain: async (file, name, seed) => {
      const recipe = valueOf(compilationOf(file).pretraining(name));
      const backend = await resolveBackend('wasm');
      return valueOf(await pretrain({ ...recipe, seed }, { catalog, backend, world })).weights;
    },
    search: async (file, name, settings) => {
      const compilation = compilationOf(file, settings);
      const backend = await resolveBackend('wasm');
      const trial: Parameters<typeof search>[1]['trial'] = (point) => compilation.trial(name, point);
      const plan = valueOf(compilation.search(name));
      return valueOf(await search(plan, { catalog, backend, world, trial }).result());
    },
    inspect: async (recipe, options) =>
      inspect(recipe, { ...options, backend: 'wasm', world, data: await dataOf(recipe) }),
  };
};

/** Rows of a tensor `[rows, …]`. */
export const rowsOf = ({ shape, data }: HostTensor): readonly Float32Array[] => {
  const size = data.length / shape[0]!;
  return Array.from({ length: shape[0]! }, (_, row) =>
    Float32Array.from(data.subarray(row * size, (row + 1) * size)),
  );
};

/** Columns of a tensor whose last axis they are: for a kernel, the weights of each unit. */
export const columnsOf = ({ shape, data }: HostTensor): readonly Float32Array[] => {
  const columns = shape.at(-1)!;
  return Array.from({ length: columns }, (_, column) =>
    Float32Array.from({ length: data.length / columns }, (_entry, row) => data[row * columns + column]!),
  );
};
