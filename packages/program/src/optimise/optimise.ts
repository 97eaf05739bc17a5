import type { Capabilities, Program } from '@neurite/contract';
import { dropDead } from './drop-dead.js';
import { fold } from './fold.js';
import { inlineComposites } from './inline-composites.js';
import { lower } from './lower.js';
import type { Pass } from './pass.js';
import { share } from './share.js';
import { simplify } from './simplify/index.js';

/** What any rewriting leaves behind, taken away: each of these makes work for the next. */
const tidy: readonly Pass[] = [fold, simplify, share, dropDead];

export const passes: readonly Pass[] = [
  // First, because whatever is inside a composite that the backend does not take can be simplified with what is around it.
  inlineComposites,
  // Before lowering: fewer operations to lower, and those that remain are seen in their plainest form.
  ...tidy,
  lower,
  // Again, because lowerings are written for one operation at a time: neighbours repeat or undo each other.
  ...tidy,
];

/**
 * The same program for one backend: lowered to what it has, without dead, common and idle work.
 *
 * Ports keep their order, names and types. What the backend cannot run at all stays as it is: ask `unsupported`.
 *
 * @example const executable = await device.prepare(optimise(program, device.capabilities));
 */
export const optimise = (program: Program, capabilities: Capabilities): Program =>
  passes.reduce((current, pass) => pass.run(current, capabilities), program);
