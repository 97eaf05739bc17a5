import type { Capabilities, Program } from '@neurite/contract';
import { absorbTransposes } from './absorb-transposes.js';
import { dropDead } from './drop-dead.js';
import { fold } from './fold.js';
import { fuse } from './fuse/index.js';
import { hoist } from './hoist.js';
import { inlineComposites } from './inline-composites.js';
import { joinPads } from './join-pads.js';
import { lower } from './lower.js';
import { order } from './order.js';
import type { Pass } from './pass.js';
import { reduceStrength } from './reduce-strength.js';
import { reuseRelu } from './reuse-relu.js';
import { share } from './share.js';
import { simplify } from './simplify/index.js';

/** What any rewriting leaves behind, taken away: each of these makes work for the next. */
const tidy: readonly Pass[] = [fold, simplify, share, dropDead];

export const passes: readonly Pass[] = [
  // First, because whatever is inside a composite that the backend does not take can be simplified with what is around it.
  inlineComposites,
  // Before anything that looks at single operations: fewer of them, in their plainest form.
  ...tidy,
  // Before lowering, which on some backends writes transposes out, where they are then shared and hoisted.
  absorbTransposes,
  // What gradients leave: they see the primitives as they were differentiated, which lowering may rewrite.
  reuseRelu,
  joinPads,
  reduceStrength,
  lower,
  // After lowering: what it adds to the body of a scan often does not depend on the iteration.
  hoist,
  // Again, because lowerings are written for one operation at a time: neighbours repeat or undo each other.
  ...tidy,
  // Late, because nothing looks inside afterwards. It leaves constants behind, and values that it
  // computes again where that is cheaper than reading them.
  fuse,
  dropDead,
  // Last, because only now it is known what there is to order.
  order,
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
