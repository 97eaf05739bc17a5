import { folderStorage } from '#files';
import type { Catalog, Recipe } from '@neurite/contract';
import {
  artifactOf as artifactOfTrained,
  saveArtifact,
  type Artifact,
  type Storage,
  type Trained,
} from '@neurite/core';
import { catalog as standard } from '@neurite/standard/catalog';

/** The artifact of a training: what `load` opens and `save` keeps. */
export const artifactOf = (
  recipe: Recipe,
  trained: Trained,
  /** Where the recipe uses packages: `await catalogOf(recipe)`. */
  catalog: Catalog = standard,
): Artifact => artifactOfTrained(recipe, trained, catalog);

/**
 * Keeps an artifact in a folder (in Node) or any `Storage` (in a page).
 *
 * @example
 * const trained = await (await train(recipe)).result();
 * if (trained.ok) await save(artifactOf(recipe, trained.value), 'digits.artifact');
 */
export const save = async (artifact: Artifact, place: string | Storage): Promise<void> =>
  saveArtifact(artifact, typeof place === 'string' ? folderStorage(place) : place);
