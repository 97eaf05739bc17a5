import type { Catalog, Recipe } from '@neurite/contract';
import { artifactOf, saveArtifact } from '../artifact/artifact.js';
import { writeText, type Storage } from '../checkpoint/storage.js';
import { toJson } from '../format/json.js';
import type { Progress } from '../train/progress.js';
import type { Trained } from '../train/trained.js';
import { reportPage } from './report-page.js';
import { runPicture } from './run-picture.js';
import { summarize } from './summary.js';

/** One line of JSON for each epoch, and for each point of the loss curve. */
const metricLines = ({ epochs, curve }: Progress): string =>
  [
    ...curve.points.map(([step, loss]) => ({ event: 'step', step, loss })),
    ...epochs.map((record) => ({ event: 'epoch', ...record })),
  ]
    .sort((a, b) => a.step - b.step)
    .map((line) => `${toJson(line)}\n`)
    .join('');

/** Writes what stays of a run beside its checkpoints: artifact, metrics, report and picture. */
export const keepRun = async (
  recipe: Recipe,
  trained: Trained,
  catalog: Catalog,
  storage: Storage,
): Promise<void> => {
  const summary = summarize(recipe, trained, catalog);
  await writeText(storage, 'metrics.jsonl', metricLines(trained.progress));
  await saveArtifact(artifactOf(recipe, trained, catalog), storage, 'artifact');
  await writeText(storage, 'run.svg', runPicture(summary));
  await writeText(storage, 'report.html', reportPage(summary));
};

/** Writes what a run was made from: the text, and the recipe as it was compiled. */
export const keepSource = async (
  recipe: Recipe,
  storage: Storage,
  source: string | undefined,
): Promise<void> => {
  if (source !== undefined) await writeText(storage, 'source.nn', source);
  await writeText(storage, 'recipe.json', toJson(recipe));
};
