import {
  failure,
  success,
  type Diagnostic,
  type Graph,
  type GraphLoad,
  type HostTensor,
  type Outcome,
} from '@neurite/contract';
import { resolveType, type Bindings } from '@neurite/program';
import type { World } from '../data/world.js';
import { report } from '../diagnostics.js';
import { bytesOf, sha256 } from '../format/digest.js';
import { readSafetensors } from '../format/safetensors.js';
import type { Weights } from './weights.js';

/** What the `load` statements of a model come to. */
export interface LoadedWeights {
  /** By path in the model. */
  readonly weights: Weights;
  /** The SHA-256 of each file, by its name: what a run that goes on must find again. */
  readonly files: Readonly<Record<string, string>>;
  /** What is worth saying of files that fit. */
  readonly findings: readonly Diagnostic[];
}

/** Reads the files that a model loads, and gives each of its parameters the tensor that it asks for. */
export const loadWeights = async (
  { loads = [], parameters }: Pick<Graph, 'loads' | 'parameters'>,
  world: Pick<World, 'readFile'>,
  bindings: Bindings,
): Promise<Outcome<LoadedWeights>> => {
  const types = new Map(parameters.map(({ path, type }) => [path, resolveType(type, bindings)]));
  const weights = new Map<string, HostTensor>();
  const files = new Map<string, string>();
  const findings: Diagnostic[] = [];
  const problems: Diagnostic[] = [];
  for (const [file, own] of byFile(loads)) {
    const place = own[0]!.span === undefined ? {} : { span: own[0]!.span };
    const bytes = await world.readFile(file);
    const read = bytes.ok ? readSafetensors(bytes.value, file) : bytes;
    if (!bytes.ok || !read.ok) {
      const found = read.ok ? [] : read.diagnostics;
      problems.push(...found.map((diagnostic) => ({ ...place, ...diagnostic })));
      continue;
    }
    files.set(file, await sha256(bytesOf([bytes.value])));
    const { tensors } = read.value;
    for (const load of own) problems.push(...take(load, tensors, types, weights));
    const used = new Set(own.flatMap((load) => Object.values(load.tensors)));
    const surplus = [...tensors.keys()].filter((name) => !used.has(name));
    if (surplus.length > 0) findings.push(report('weights-surplus', { file, names: surplus }, place));
  }
  return problems.length > 0
    ? failure(...problems)
    : success({ weights, files: Object.fromEntries(files), findings });
};

const byFile = (loads: readonly GraphLoad[]): ReadonlyMap<string, readonly GraphLoad[]> => {
  const files = new Map<string, GraphLoad[]>();
  for (const load of loads) files.set(load.file, [...(files.get(load.file) ?? []), load]);
  return files;
};

const words = ({ dtype, shape }: Pick<HostTensor, 'dtype' | 'shape'>): string =>
  `${dtype} [${shape.join(', ')}]`;

/** Adds the tensors of one load; says which are not there, and which do not fit. */
const take = (
  { file, into, tensors: wanted, span }: GraphLoad,
  there: ReadonlyMap<string, HostTensor>,
  types: ReadonlyMap<string, Pick<HostTensor, 'dtype' | 'shape'>>,
  weights: Map<string, HostTensor>,
): readonly Diagnostic[] => {
  const place = span === undefined ? {} : { span };
  const missing: string[] = [];
  const problems: Diagnostic[] = [];
  for (const [path, name] of Object.entries(wanted)) {
    const tensor = there.get(name);
    const type = types.get(path)!;
    if (tensor === undefined) missing.push(name);
    else if (words(tensor) === words(type)) weights.set(path, tensor);
    else
      problems.push(
        report('weights-shape', { file, name, path, found: words(tensor), expected: words(type) }, place),
      );
  }
  if (missing.length > 0)
    problems.push(report('weights-missing', { file, into, names: missing, known: [...there.keys()] }, place));
  return problems;
};
