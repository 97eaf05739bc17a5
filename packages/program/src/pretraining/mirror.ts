import {
  sizeOf,
  type Catalog,
  type Diagnostic,
  type GraphParameter,
  type GraphType,
  type PretrainRecipe,
  type PretrainStage,
  type Program,
  type TensorType,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import { invariant } from '../invariant.js';
import { resolveType, type Bindings } from '../record/dimension.js';
import { record, type Recorder, type Reference } from '../record/record.js';
import { declareInputs } from '../record/record-graph.js';
import { runGraph, type Environment, type GraphRun } from '../record/run-graph.js';
import { chainOf, nodesTowards, pathsOf, type Link } from './stage.js';
import { declareSome, isLinear, runSilently, transposeOf } from './transpose.js';

/** The way back through one layer. */
type Step =
  | { readonly kind: 'activation'; readonly link: Link }
  | {
      readonly kind: 'transpose';
      readonly link: Link;
      readonly program: Program;
      readonly bias: string | undefined;
    };

/** How a stage is decoded. */
export interface Mirror {
  readonly steps: readonly Step[];
  /** The activation that the stage ends in: a code comes from its input by it alone. */
  readonly ending?: Link;
  /** Whether the reconstruction has that activation as well. */
  readonly endsAlike: boolean;
  /** Parameters of the decoder, `decode/<path>`. */
  readonly parameters: readonly GraphParameter[];
}

const decoded = (path: string): string => `decode/${path}`;

/** The types of all values that a stage makes. */
export const stageTypes = (recipe: PretrainRecipe, code: number, catalog: Catalog, bindings: Bindings) => {
  const { graph } = recipe;
  const nodes = nodesTowards(graph, code);
  let types: readonly (TensorType | undefined)[] = [];
  record((recorder) => {
    const tensors = declareSome(recorder, graph, bindings, pathsOf(graph, nodes));
    const run = runSilently(
      recorder,
      graph,
      catalog,
      bindings,
      tensors,
      declareInputs(recorder, graph, bindings),
      nodes,
    );
    types = run.map((value) => (value === undefined ? undefined : recorder.type(value)));
  });
  return (value: number): TensorType => types[value]!;
};

const swapped = (type: GraphType): GraphType =>
  type.shape.length === 2 ? { ...type, shape: [type.shape[1]!, type.shape[0]!] } : type;

/** Parameters of the way back through a linear layer that has any: a bias, and a kernel unless the encoder's is used. */
const decoderParameters = (
  recipe: PretrainRecipe,
  catalog: Catalog,
  { node }: Link,
  program: Program,
  shape: TensorType['shape'],
): readonly GraphParameter[] => {
  const kernels = program.inputs.filter(({ role }) => role === 'parameter').map(({ name }) => name);
  if (kernels.length === 0) return [];
  const zeros = {
    kind: 'initializer',
    name: 'zeros',
    version: catalog.get('initializer', 'zeros')?.version ?? 1,
  } as const;
  const bias: GraphParameter = {
    path: decoded(`${node.path}.bias`),
    type: { dtype: 'float32', shape: shape.slice(-1) },
    role: 'parameter',
    initializer: { ...zeros, options: {} },
    because: `the decoder of ${node.path}`,
    fanIn: 1,
    fanOut: 1,
    ...(node.span === undefined ? {} : { span: node.span }),
  };
  if (recipe.tied) return [bias];
  const own = recipe.graph.parameters.filter(({ path }) => kernels.includes(path));
  return [
    ...own.map((kernel): GraphParameter => ({
      ...kernel,
      // What a layer of weights owns starts by itself: the decoder's kernel has another shape than the one that it would start from.
      of: undefined,
      path: decoded(kernel.path),
      type: swapped(kernel.type),
      because: `the decoder of ${node.path}`,
      fanIn: kernel.fanOut,
      fanOut: kernel.fanIn,
    })),
    bias,
  ];
};

/**
 * Plans the decoder of a stage: its layers in reverse. Linear layers are transposed and get a bias of their own; activations
 * between them are applied again; normalizers and noise are left out; pooling is undone at the places that it took its values from.
 * The last activation of the stage comes last, except in the
 * first stage, whose reconstruction is linear because data are not confined to an activation's range.
 */
export const mirrorOf = (
  recipe: PretrainRecipe,
  index: number,
  catalog: Catalog,
  bindings: Bindings,
): Mirror | Diagnostic => {
  const stage = recipe.stages[index]!;
  const chain = chainOf(recipe, stage);
  if ('code' in chain) return chain;
  const typeOf = stageTypes(recipe, stage.code, catalog, bindings);
  const steps: Step[] = [];
  const parameters: GraphParameter[] = [];
  let ending: Link | undefined;

  for (const link of chain.toReversed()) {
    const { node } = link;
    const family = node.use.kind === 'layer' ? catalog.get('layer', node.use.name)?.family : undefined;
    const keepsShape = sizeOf(typeOf(link.input).shape) === sizeOf(typeOf(link.output).shape);
    if (family === 'activation' && keepsShape) {
      // Before the first layer with weights on the way back, the code still has this activation.
      if (steps.some((step) => step.kind === 'transpose' && step.bias !== undefined))
        steps.push({ kind: 'activation', link });
      else if (Object.keys(node.parameters).length === 0) ending ??= link;
      continue;
    }
    if ((family === 'normalizer' || family === 'noise') && keepsShape) continue;
    const program = transposeOf(link, recipe.graph, catalog, bindings, typeOf);
    if (program === undefined || !(isLinear(program) || family === 'pooling')) {
      const place = node.span === undefined ? {} : { span: node.span };
      return report(
        'layer-without-mirror',
        { stage: stage.name, layer: node.use.name, path: node.path },
        place,
      );
    }
    const own = decoderParameters(recipe, catalog, link, program, typeOf(link.input).shape);
    const known = new Set(parameters.map(({ path }) => path));
    parameters.push(...own.filter(({ path }) => !known.has(path)));
    steps.push({ kind: 'transpose', link, program, bias: own.at(-1)?.path });
  }
  const mirror = { steps, endsAlike: index > 0, parameters, ...(ending === undefined ? {} : { ending }) };
  return formProblem(recipe, stage, mirror, catalog) ?? mirror;
};

/** What is wrong with a stage for a method that asks for one affine map and a certain activation. */
const formProblem = (
  recipe: PretrainRecipe,
  stage: PretrainStage,
  { steps, ending }: Mirror,
  catalog: Catalog,
): Diagnostic | undefined => {
  const wanted = catalog.get('pretraining', recipe.method.name)?.activation;
  if (wanted === undefined) return undefined;
  const isAffine = steps.every((step) => step.kind === 'transpose' && isLinear(step.program));
  if (isAffine && ending?.node.use.name === wanted) return undefined;
  const place = recipe.method.span === undefined ? {} : { span: recipe.method.span };
  return report('stage-form', { stage: stage.name, method: recipe.method.name, activation: wanted }, place);
};

/** A code, and what it was made of. */
export interface Encoded {
  readonly code: Reference;
  /** The values of the stage as it was encoded; undefined for a code from elsewhere, such as a sample. */
  readonly run: GraphRun | undefined;
}

/** Records the decoder: from a code back to the shape of the stage's input. Linearly, its last activation is left out. */
export const recordMirror = (
  recorder: Recorder,
  recipe: PretrainRecipe,
  mirror: Mirror,
  environment: Environment,
  { code, run }: Encoded,
  linearly: boolean,
): Reference => {
  const { ops } = recorder;
  const { graph, tied } = recipe;
  const tensor = (path: string): Reference => environment.tensors.get(path)!;
  const kernel = (path: string, type: TensorType): Reference => {
    if (tied) return tensor(path);
    return type.shape.length === 2 ? ops.transpose(tensor(decoded(path))) : tensor(decoded(path));
  };
  const again = ({ node, input, output }: Link, value: Reference): Reference =>
    runGraph(graph, environment, new Map([[input, value]]), [node])[output]!;
  const pooled = (value: number): Reference => {
    invariant(run?.[value] !== undefined, () => 'pooling can only be undone where the code was encoded');
    return run[value];
  };
  const back = mirror.steps.reduce((value, step) => {
    const { node, input } = step.link;
    if (step.kind === 'activation') return again(step.link, value);
    return recorder.origin({ path: decoded(node.path) }, () => {
      const { program, bias } = step;
      const given = program.inputs.map(({ name, role, value: port }) => {
        if (role === 'gradient') return value;
        if (role === 'batch') return pooled(input);
        return role === 'parameter' ? kernel(name, program.values[port]!) : tensor(name);
      });
      const linear = recorder.inline(program, given)[0]!;
      return bias === undefined ? linear : ops.add(linear, tensor(bias));
    });
  }, code);
  const { ending, endsAlike } = mirror;
  return linearly || !endsAlike || ending === undefined ? back : again(ending, back);
};

/** The static types of a decoder's parameters. */
export const mirrorTypes = ({ parameters }: Mirror, bindings: Bindings) =>
  parameters.map(({ path, type }) => ({ path, type: resolveType(type, bindings) }));
