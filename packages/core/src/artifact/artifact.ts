import {
  failure,
  success,
  type Catalog,
  type Dtype,
  type Graph,
  type HostTensor,
  type Kind,
  type Outcome,
  type Program,
  type Recipe,
  type Shape,
} from '@neurite/contract';
import { recordGraph, verify } from '@neurite/program';
import { writeText, type Storage } from '../checkpoint/storage.js';
import { report } from '../diagnostics.js';
import { fromJson, toJson } from '../format/json.js';
import { readSafetensors, writeSafetensors } from '../format/safetensors.js';
import { manifestProblem, signatures } from './check-manifest.js';
import { outputClasses } from './class-names.js';
import { declarationOf } from './declaration.js';
import { textsProblem, type Texts } from './texts.js';
import type { Scores } from '../train/events.js';
import type { Trained } from '../train/trained.js';
import type { Weights } from '../values/weights.js';

/** What a model takes or gives, for one example. */
export interface Signature {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: Shape;
}

/** What a model takes for one example; `text` where it may be given the text that the numbers are made of. */
export interface InputSignature extends Signature {
  /** Whole numbers must lie from 0 to below it. */
  readonly below?: number;
  readonly text?: true;
}

/** What a model gives for one example; `classes` are the names of what its last axis scores, where they have some. */
export interface OutputSignature extends Signature {
  readonly classes?: readonly string[];
}

/** What an artifact says of itself. */
export interface Manifest {
  readonly format: 1;
  readonly model: string;
  readonly inputs: readonly InputSignature[];
  readonly outputs: readonly OutputSignature[];
  /** Names of classes, by field of the data. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** The definitions that the graph uses, with the versions that gave these weights their meaning. */
  readonly definitions: readonly { readonly kind: Kind; readonly name: string; readonly version: number }[];
  /** What computed the weights: engine, version and variant. */
  readonly numerics: string;
  /** Digests of the data that the model was trained on, and of all weights in path order. */
  readonly data?: string;
  readonly weights_sha256: string;
  readonly test?: Scores;
}

/** A trained model as it is kept: an app needs neither a parser nor a catalog to run it. */
export interface Artifact {
  readonly manifest: Manifest;
  readonly graph: Graph;
  /** The same computation for several sizes of batch, smallest first. */
  readonly programs: readonly { readonly batch: number; readonly program: Program }[];
  readonly weights: Weights;
  /** How texts become the numbers of inputs. */
  readonly texts: Texts;
}

const FORMAT = 1;
// One example at a time for apps, and enough of them to be quick over many.
const BATCHES = [1, 32] as const;

export const artifactFiles = {
  manifest: 'manifest.json',
  graph: 'graph.json',
  programs: 'program.json',
  weights: 'weights.safetensors',
  /** Only where an input may be given as text. */
  texts: 'texts.json',
  declaration: 'model.d.ts',
} as const;

/** The artifact of a model with given weights, trained or not. */
export const createArtifact = (
  model: Graph,
  catalog: Catalog,
  {
    labels = {},
    ...trained
  }: Pick<Trained, 'weights' | 'digest' | 'classes' | 'bindings' | 'backend' | 'test'> & {
    readonly data?: string;
    readonly texts?: Texts;
    /** The names of the classes that outputs score, by output. */
    readonly labels?: Readonly<Record<string, readonly string[]>>;
  },
): Artifact => {
  const { bindings } = trained;
  const programs = BATCHES.map((batch) => ({
    batch,
    program: recordGraph(model, catalog, { batch, bindings, training: false }),
  }));
  const { program } = programs[0]!;
  const own = new Set(program.inputs.map(({ name }) => name));
  const inputs = signatures(program, 'inputs').map((input): InputSignature => {
    const limit = model.inputs.find(({ name }) => name === input.name)?.limit;
    return limit === undefined ? input : { ...input, below: limit.below };
  });
  const texts = Object.fromEntries(
    Object.entries(trained.texts ?? {}).filter(([name]) => inputs.some((input) => input.name === name)),
  );
  const definitions = new Map(
    model.nodes.map(({ use: { kind, name, version } }) => [`${kind} ${name}`, { kind, name, version }]),
  );
  return {
    manifest: {
      format: FORMAT,
      model: model.name,
      inputs: inputs.map((input) => (Object.hasOwn(texts, input.name) ? { ...input, text: true } : input)),
      outputs: signatures(program, 'outputs').map((output) =>
        Object.hasOwn(labels, output.name) ? { ...output, classes: labels[output.name]! } : output,
      ),
      classes: trained.classes,
      definitions: [...definitions.values()],
      numerics: trained.backend,
      ...(trained.data === undefined ? {} : { data: trained.data }),
      weights_sha256: trained.digest,
      ...(trained.test === undefined ? {} : { test: trained.test }),
    },
    graph: model,
    programs,
    weights: new Map([...trained.weights].filter(([path]) => own.has(path))),
    texts,
  };
};

/** Writes an artifact; the manifest comes last, so that a folder with a manifest is a whole artifact. */
export const saveArtifact = async (artifact: Artifact, storage: Storage, folder = ''): Promise<void> => {
  const { manifest, graph, programs, weights, texts } = artifact;
  const path = (file: string): string => (folder === '' ? file : `${folder}/${file}`);
  const sorted = new Map([...weights].sort(([a], [b]) => (a < b ? -1 : 1)));
  await storage.write(
    path(artifactFiles.weights),
    writeSafetensors({ tensors: sorted, metadata: { format: 'neurite', model: manifest.model } }),
  );
  await writeText(storage, path(artifactFiles.graph), toJson(graph));
  if (Object.keys(texts).length > 0)
    await writeText(storage, path(artifactFiles.texts), toJson({ format: FORMAT, texts }));
  await writeText(storage, path(artifactFiles.programs), toJson({ format: FORMAT, programs }));
  await writeText(storage, path(artifactFiles.declaration), declarationOf(manifest));
  await writeText(storage, path(artifactFiles.manifest), toJson(manifest, 2));
};

/** Reads an artifact and checks that its parts belong together. */
export const loadArtifact = async (storage: Storage, folder = ''): Promise<Outcome<Artifact>> => {
  const place = folder === '' ? storage.place : `${storage.place}/${folder}`;
  const path = (file: string): string => (folder === '' ? file : `${folder}/${file}`);
  const damaged = (file: string, reason: string) =>
    failure(report('artifact-damaged', { place, file, reason }));
  const read = async (file: string): Promise<Outcome<Uint8Array>> => {
    const bytes = await storage.read(path(file));
    return bytes === undefined ? failure(report('artifact-missing', { place, file })) : success(bytes);
  };
  const readJson = async (file: string): Promise<Outcome<Record<string, unknown>>> => {
    const bytes = await read(file);
    if (!bytes.ok) return bytes;
    try {
      const value = fromJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value));
      return typeof value === 'object' && value !== null
        ? success(value as Record<string, unknown>)
        : damaged(file, 'it is no object');
    } catch (error) {
      return damaged(file, (error as Error).message);
    }
  };

  const manifest = await readJson(artifactFiles.manifest);
  if (!manifest.ok) return manifest;
  if (manifest.value['format'] !== FORMAT)
    return failure(
      report('artifact-version', { place, found: String(manifest.value['format']), supported: FORMAT }),
    );
  const graph = await readJson(artifactFiles.graph);
  if (!graph.ok) return graph;
  const listed = await readJson(artifactFiles.programs);
  if (!listed.ok) return listed;
  const programs = listed.value['programs'] as Artifact['programs'];
  if (!Array.isArray(programs) || programs.length === 0)
    return damaged(artifactFiles.programs, 'it has no programs');
  try {
    for (const { program } of programs) verify(program);
  } catch (error) {
    return damaged(artifactFiles.programs, (error as Error).message);
  }
  const disagreement = programs
    .map(({ program }) => manifestProblem(manifest.value, program as Program))
    .find((problem) => problem !== undefined);
  if (disagreement !== undefined) return damaged(artifactFiles.manifest, disagreement);
  const { inputs } = manifest.value as unknown as Manifest;
  const texts = await readTexts(inputs, () => readJson(artifactFiles.texts));
  if (!texts.ok) return texts;
  const problem = textsProblem(texts.value, inputs);
  if (problem !== undefined) return damaged(artifactFiles.texts, problem);
  const bytes = await read(artifactFiles.weights);
  if (!bytes.ok) return bytes;
  const file = readSafetensors(bytes.value, path(artifactFiles.weights));
  if (!file.ok) return file;
  const { tensors } = file.value;
  for (const { program } of programs) {
    const unfit = unfitWeights(program, tensors);
    if (unfit !== undefined) return failure(report('artifact-weights', unfit));
  }
  return success({
    manifest: manifest.value as unknown as Manifest,
    graph: graph.value as unknown as Graph,
    programs,
    weights: tensors,
    texts: texts.value as Texts,
  });
};

/** What a file says of the inputs that may be given as text: of all of them, and of no other. */
const readTexts = async (
  inputs: readonly InputSignature[],
  read: () => Promise<Outcome<Record<string, unknown>>>,
): Promise<Outcome<unknown>> => {
  const names = inputs.filter(({ text }) => text === true).map(({ name }) => name);
  if (names.length === 0) return success({});
  const file = await read();
  if (!file.ok) return file;
  const { texts } = file.value;
  const isWhole =
    typeof texts === 'object' && texts !== null && Object.keys(texts).sort().join() === names.sort().join();
  return success(isWhole ? texts : undefined);
};

const words = (tensor: { readonly dtype: Dtype; readonly shape: Shape } | undefined): string =>
  tensor === undefined ? 'missing' : `${tensor.dtype} [${tensor.shape.join(', ')}]`;

/** The first tensor that a program needs and the weights do not have as it needs it. */
const unfitWeights = (program: Program, weights: ReadonlyMap<string, HostTensor>) => {
  for (const { role, name, value } of program.inputs) {
    if (role !== 'parameter' && role !== 'statistic') continue;
    const expected = words(program.values[value]);
    const found = words(weights.get(name));
    if (expected !== found) return { path: name, expected, found };
  }
  return undefined;
};

/** The artifact of a trained recipe. */
export const artifactOf = (recipe: Recipe, trained: Trained, catalog: Catalog): Artifact =>
  createArtifact(recipe.model, catalog, {
    ...trained,
    labels: outputClasses(recipe, trained.classes, catalog),
  });
