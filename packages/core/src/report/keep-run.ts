import type { Catalog, Recipe } from '@neurite/contract';
import { artifactFiles, artifactOf, saveArtifact } from '../artifact/artifact.js';
import { writeText, type Storage } from '../checkpoint/storage.js';
import { toJson } from '../format/json.js';
import type { Progress } from '../train/progress.js';
import type { Trained } from '../train/trained.js';
import { reportPage } from './report-page.js';
import { runPicture } from './run-picture.js';
import { summarize } from './summary.js';

/** One line of JSON for each epoch, and for each point of the loss curve. */
const metricLines = ({ epochs, curves }: Progress): string =>
  [
    ...curves.flatMap(({ phase, points }) =>
      points.map(([step, loss]) => ({
        event: 'step',
        step,
        ...(phase === undefined ? {} : { phase }),
        loss,
      })),
    ),
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

/** What stays of a run and is needed to use it: copied to where the best of several runs is looked for. */
export const copyRun = async (from: Storage, to: Storage): Promise<void> => {
  const { manifest, ...others } = artifactFiles;
  // The manifest comes last: a folder with a manifest is a whole artifact.
  const parts = [...Object.values(others), manifest].map((file) => `artifact/${file}`);
  for (const name of ['source.nn', 'recipe.json', ...parts]) {
    const bytes = await from.read(name);
    if (bytes !== undefined) await to.write(name, bytes);
  }
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
