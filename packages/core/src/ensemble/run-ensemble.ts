import { failure, success, type EnsemblePlan, type Outcome } from '@neurite/contract';
import { createArtifact, saveArtifact } from '../artifact/artifact.js';
import { outputClasses } from '../artifact/class-names.js';
import { keepPlan } from '../checkpoint/keep-plan.js';
import type { Storage } from '../checkpoint/storage.js';
import { subStorage } from '../checkpoint/sub-storage.js';
import type { Dataset } from '../data/dataset.js';
import { openData } from '../data/open-data.js';
import { report } from '../diagnostics.js';
import { digestWeights } from '../format/digest.js';
import { keepEnsemble } from '../report/keep-ensemble.js';
import { keepSource } from '../report/keep-run.js';
import { evaluate } from '../train/evaluate.js';
import type { TrainOptions } from '../train/options.js';
import { train } from '../train/train.js';
import type { Trained } from '../train/trained.js';
import { combinedRecipe, combinedWeights } from './combine.js';
import { disagreementOf } from './disagreement.js';
import type { EnsembleEvent, JudgedParts, MemberRecord } from './events.js';
import { memberData, memberRecipe } from './members.js';
import type { Ensemble } from './ensemble.js';

/** What an ensemble is trained with. */
export type EnsembleOptions = Pick<
  TrainOptions,
  'catalog' | 'backend' | 'world' | 'storage' | 'resume' | 'signal' | 'source' | 'checkpointSeconds'
>;

const place = ({ storage }: EnsembleOptions): { readonly run?: string } =>
  storage === undefined ? {} : { run: storage.place };

/** Trains member after member, and combines them; undefined where that was interrupted. */
export const runEnsemble = async (
  plan: EnsemblePlan,
  options: EnsembleOptions,
  emit: (event: EnsembleEvent) => void,
): Promise<Outcome<Ensemble | undefined>> => {
  const { storage, catalog, world } = options;
  if (storage !== undefined) {
    const kept = await keepPlan('ensemble', plan, storage);
    if (!kept.ok) return kept;
  }
  const data = await openData({ plan: plan.recipe.data, graph: plan.recipe.graph, catalog, world });
  if (!data.ok) return data;
  emit({
    event: 'start',
    ...place(options),
    ensemble: plan.name,
    recipe: plan.recipe.name,
    members: plan.members,
    vary: plan.vary,
    combination: plan.combination.name,
  });
  const members: Trained[] = [];
  const records: MemberRecord[] = [];
  for (let member = 0; member < plan.members; member++) {
    const trained = await trainMember(plan, member, members.at(-1), data.value, options, emit);
    if (!trained.ok) return trained;
    if (trained.value.reason === 'interrupted') {
      emit({ event: 'interrupted', ...place(options), member: member + 1 });
      return success(undefined);
    }
    members.push(trained.value);
    records.push(recordOf(plan, member, trained.value));
    emit({ event: 'member', ...records.at(-1)! });
  }
  const ensemble = await combine(plan, members, records, data.value, options);
  if (!ensemble.ok) return ensemble;
  const { scores, disagreement, seconds, digest } = ensemble.value;
  emit({ event: 'done', ...place(options), scores, disagreement, seconds, weights_sha256: digest });
  return ensemble;
};

/** The scores of the weights that are kept. */
const recordOf = (plan: EnsemblePlan, member: number, { progress, test, reason }: Trained): MemberRecord => {
  const record =
    progress.epochs.find(({ epoch }) => epoch === progress.best.keep?.epoch) ?? progress.epochs.at(-1);
  return {
    member: member + 1,
    seed: memberRecipe(plan, member).seed,
    reason: reason as MemberRecord['reason'],
    scores: {
      ...(record?.validation === undefined ? {} : { validation: record.validation }),
      ...(test === undefined ? {} : { test }),
    },
    seconds: progress.seconds,
  };
};

const memberStorage = (storage: Storage | undefined, member: number): { readonly storage?: Storage } =>
  storage === undefined ? {} : { storage: subStorage(storage, `members/${member + 1}`) };

const trainMember = async (
  plan: EnsemblePlan,
  member: number,
  before: Trained | undefined,
  data: Dataset,
  { catalog, backend, world, storage, signal, source, checkpointSeconds }: EnsembleOptions,
  emit: (event: EnsembleEvent) => void,
): Promise<Outcome<Trained>> => {
  const recipe = memberRecipe(plan, member);
  emit({ event: 'member-start', member: member + 1, seed: recipe.seed, epochs: recipe.epochs });
  // A snapshot goes on from the weights of the one before.
  const start = plan.vary.includes('snapshot') ? before?.weights : undefined;
  const given = { signal, source, checkpointSeconds, start };
  const training = train(recipe, {
    catalog,
    backend,
    world,
    ...memberStorage(storage, member),
    resume: true,
    data: await memberData(plan, member, data),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  });
  for await (const event of training) if (event.event === 'epoch') emit({ ...event, member: member + 1 });
  const outcome = await training.result();
  return outcome.ok && outcome.value.reason === 'diverged'
    ? failure(report('member-diverged', { member: member + 1 }))
    : outcome;
};

/** The combined model, how good it is, and what stays of it. */
const combine = async (
  plan: EnsemblePlan,
  members: readonly Trained[],
  records: readonly MemberRecord[],
  data: Dataset,
  options: EnsembleOptions,
): Promise<Outcome<Ensemble>> => {
  const { catalog, backend, world, storage, source } = options;
  const recipe = combinedRecipe(plan);
  const weights = combinedWeights(members.map((member) => member.weights));
  const scores: { -readonly [K in keyof JudgedParts]: JudgedParts[K] } = {};
  for (const part of ['validation', 'test'] as const) {
    if (data.parts[part] === undefined) continue;
    const judged = await evaluate(recipe, { catalog, backend, world, weights, part, data });
    if (!judged.ok) return judged;
    scores[part] = judged.value;
  }
  const { test, validation, train: seen } = data.parts;
  const disagreement = await disagreementOf(plan, members, test ?? validation ?? seen, { catalog, backend });
  if (!disagreement.ok) return disagreement;
  const ensemble: Ensemble = {
    recipe,
    weights,
    digest: await digestWeights(weights),
    members: records,
    scores,
    disagreement: disagreement.value,
    seconds: records.reduce((sum, { seconds }) => sum + seconds, 0),
  };
  if (storage !== undefined) {
    const [first] = members;
    const artifact = createArtifact(recipe.model, catalog, {
      ...first!,
      weights,
      digest: ensemble.digest,
      data: data.digest,
      labels: outputClasses(recipe, data.classes, catalog),
      ...(scores.test === undefined ? {} : { test: scores.test }),
    });
    await keepSource(recipe, storage, source);
    await saveArtifact(artifact, storage, 'artifact');
    await keepEnsemble(plan, ensemble, catalog, storage);
  }
  return success(ensemble);
};
