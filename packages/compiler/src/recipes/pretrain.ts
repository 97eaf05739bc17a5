import {
  type Graph,
  type GraphValue,
  type Outcome,
  type PretrainRecipe,
  type PretrainStage,
  failure,
  success,
} from '@neurite/contract';
import { type Expression, type SettingsDeclaration, nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import { hasErrors } from '../diagnostics/errors.js';
import { buildGraph, valuesOf } from '../lower/builder.js';
import { inputsOf } from '../lower/configure.js';
import { evaluate } from '../lower/expression.js';
import { chooseInitializers } from '../lower/initializers.js';
import { namedPorts } from '../lower/instantiate.js';
import { type Environment, type Session, createSession } from '../lower/session.js';
import type { Module } from '../modules/module.js';
import { useOf } from '../options/bind.js';
import { frozen } from '../values/frozen.js';
import { type Frame, childScope } from '../values/scope.js';
import { isTensor } from '../values/value.js';
import { overrideSettings } from './overrides.js';
import { dataReference, modelReference } from './references.js';
import { type Scene, setScene } from './scene.js';
import { type SettingTable, type Settings, hasSetting, readSettings, settingValue } from './settings.js';
import { wholeSetting, wrongSetting } from './simple.js';
import { optimizerOf } from './train.js';
import { inherited } from './train-settings.js';

export const pretrainSettings: SettingTable = {
  of: 'pretrain',
  once: ['model', 'data', 'codes', 'method', 'tied', 'epochs', 'optimizer', 'batch', 'seed'],
};

const defaults = { batch: 32, seed: 0, tied: false } as const;

/** A `pretrain` block, checked and lowered: one stage for each code. */
export const lowerPretraining = (
  environment: Environment,
  declaration: SettingsDeclaration,
  module: Module,
  overrides: ReadonlyMap<string, Expression>,
): { readonly session: Session; readonly recipe: Outcome<PretrainRecipe> } => {
  const session = createSession(environment, evaluate);
  const written = inherited(session, declaration, module);
  if (written === undefined) return { session, recipe: failure(...session.diagnostics) };
  const statements = overrideSettings(written, overrides, pretrainSettings.once);
  const settings = readSettings(session, statements, pretrainSettings);
  const recipe = assemble(session, declaration, module, settings, overrides);
  return {
    session,
    recipe:
      recipe === undefined || hasErrors(session.diagnostics)
        ? failure(...session.diagnostics)
        : success(frozen(recipe)),
  };
};

const examples = {
  model: 'model: Encoder',
  data: 'data: Fashion',
  codes: 'codes: [h1, h2]',
  method: 'method: autoencoder',
  epochs: 'epochs: 10',
  optimizer: 'optimizer: sgd(rate: 0.1)',
} as const;

const assemble = (
  session: Session,
  declaration: SettingsDeclaration,
  module: Module,
  settings: Settings,
  overrides: ReadonlyMap<string, Expression>,
): PretrainRecipe | undefined => {
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  for (const [name, example] of Object.entries(examples))
    if (!hasSetting(settings, name))
      session.diagnostics.push(
        report(
          'missing-setting',
          { name, of: `pretrain "${declaration.name.name}"`, example },
          { span: declaration.name.span },
        ),
      );
  const value = (name: keyof typeof examples): Expression | undefined => settingValue(settings, name);
  const model = value('model') && modelReference(session, value('model')!, module, overrides);
  const data = value('data') && dataReference(session, value('data')!, module, overrides);
  const method = value('method') && useOf(session, 'pretraining', value('method')!, frame);
  const optimizer = value('optimizer') && optimizerOf(session, value('optimizer')!, frame, overrides);
  const tied = tiedOf(session, settingValue(settings, 'tied'), frame);
  const batch = wholeSetting(session, settings, 'batch', frame, { minimum: 1 }, defaults.batch);
  const seed = wholeSetting(
    session,
    settings,
    'seed',
    frame,
    { minimum: 0, maximum: 2 ** 32 - 1 },
    defaults.seed,
  );
  if (model === undefined || data === undefined || value('codes') === undefined) return undefined;
  const set = setScene(session, model, data);
  if (set === undefined) return undefined;
  const codes = codesOf(session, value('codes')!, set.scene);
  const epochs = value('epochs') && epochsOf(session, value('epochs')!, codes?.length ?? 0, frame);
  if (codes === undefined || codes.length === 0) return undefined;
  const parameters = chooseInitializers(session.builder, session.catalog);
  const last = codes.at(-1)!;
  const { graph, numbers } = buildGraph(
    session.builder,
    {
      name: model.declaration.name.name,
      outputs: [{ name: last.name, value: last.id }],
      names: namedPorts(set.scene.instance.names),
      keep: codes.map((code) => code.id),
      span: model.declaration.span,
    },
    parameters,
    { inputs: 'used' },
  );
  const stages = stagesOf(
    session,
    graph,
    codes.map((code) => ({ ...code, id: numbers.get(code.id)! })),
    set.scene,
    numbers,
    epochs ?? [],
    inputsOf(model.declaration).map((input) => input.name.name),
  );
  if (method === undefined || optimizer === undefined || epochs === undefined || stages === undefined)
    return undefined;
  const read = new Set(graph.inputs.map((port) => port.name));
  return {
    name: declaration.name.name,
    graph,
    data: { ...set.plan, fields: set.plan.fields.filter((field) => read.has(field.name)) },
    stages,
    method,
    tied,
    optimizer: optimizer.use,
    rate: optimizer.rate,
    batch,
    seed,
    span: declaration.span,
  };
};

const tiedOf = (session: Session, expression: Expression | undefined, frame: Frame): boolean => {
  if (expression === undefined) return defaults.tied;
  const value = session.evaluate(expression, frame);
  if (value.kind === 'boolean') return value.value;
  if (value.kind !== 'unknown') wrongSetting(session, 'tied', 'true or false', expression);
  return defaults.tied;
};

interface Code {
  readonly name: string;
  readonly id: GraphValue;
  readonly expression: Expression;
}

const codesOf = (
  session: Session,
  expression: Expression,
  { instance }: Scene,
): readonly Code[] | undefined => {
  const items = expression.kind === 'list' ? expression.items : [expression];
  const known = [...instance.names].flatMap(([name, value]) => (isTensor(value) ? [name] : []));
  const codes = items.map((item): Code | undefined => {
    const name = item.kind === 'identifier' ? item.name : undefined;
    const value = name === undefined ? undefined : instance.names.get(name);
    if (name !== undefined && value !== undefined && isTensor(value))
      return { name, id: value.id, expression: item };
    const shown = name ?? 'this';
    session.diagnostics.push(
      report('unknown-code', { name: shown, known, suggestion: nearest(shown, known) }, { span: item.span }),
    );
    return undefined;
  });
  return codes.includes(undefined) ? undefined : (codes as readonly Code[]);
};

const epochsOf = (
  session: Session,
  expression: Expression,
  stages: number,
  frame: Frame,
): readonly number[] | undefined => {
  const value = session.evaluate(expression, frame);
  if (value.kind === 'unknown') return undefined;
  const items = value.kind === 'list' ? value.items : Array.from({ length: stages }, () => value);
  const numbers = items.flatMap((item) =>
    item.kind === 'number' &&
    typeof item.value === 'number' &&
    Number.isSafeInteger(item.value) &&
    item.value >= 1
      ? [item.value]
      : [],
  );
  if (numbers.length !== items.length) {
    wrongSetting(
      session,
      'epochs',
      'a number of at least 1, or a list with one for each stage',

      expression,
    );
    return undefined;
  }
  if (numbers.length === stages) return numbers;
  session.diagnostics.push(
    report('stage-epochs', { stages, found: numbers.length }, { span: expression.span }),
  );
  return undefined;
};

/** The nodes between each code and the one before it, the first from the model's input. */
const stagesOf = (
  session: Session,
  graph: Graph,
  codes: readonly Code[],
  { instance }: Scene,
  numbers: ReadonlyMap<GraphValue, GraphValue>,
  epochs: readonly number[],
  model: readonly string[],
): readonly PretrainStage[] | undefined => {
  // The model's first input that the codes need is what the first stage encodes.
  const first = model.flatMap((name) => {
    const value = instance.names.get(name);
    const id = value !== undefined && isTensor(value) ? numbers.get(value.id) : undefined;
    return id === undefined ? [] : [{ name, id }];
  })[0];
  if (first === undefined) return undefined;
  const stages: PretrainStage[] = [];
  let from: { readonly name: string; readonly id: GraphValue } = first;
  for (const [index, code] of codes.entries()) {
    const nodes = nodesBetween(graph, from.id, code.id);
    if (nodes === undefined) {
      session.diagnostics.push(
        report('stage-input', { code: code.name, from: from.name }, { span: code.expression.span }),
      );
      return undefined;
    }
    stages.push({ name: code.name, input: from.id, code: code.id, nodes, epochs: epochs[index] ?? 1 });
    from = code;
  }
  return stages;
};

/** Indices of the nodes that lead from one value to another; undefined where something else is needed as well. */
const nodesBetween = (graph: Graph, from: GraphValue, to: GraphValue): readonly number[] | undefined => {
  const needed = new Set<GraphValue>([to]);
  const nodes: number[] = [];
  for (let index = graph.nodes.length - 1; index >= 0; index--) {
    const node = graph.nodes[index]!;
    const gives = Object.values(node.outputs).filter((value) => needed.has(value) && value !== from);
    if (gives.length === 0) continue;
    nodes.unshift(index);
    for (const value of gives) needed.delete(value);
    for (const value of valuesOf(node)) needed.add(value);
  }
  needed.delete(from);
  for (const value of Object.values(graph.parameterValues)) needed.delete(value);
  return needed.size === 0 && nodes.length > 0 ? nodes : undefined;
};
