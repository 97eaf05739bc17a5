import { error, listed, suggesting, warning } from './rows.js';

/** Data, train and pretrain blocks, and settings from outside. */
export const recipes = {
  'unknown-setting': error(
    (p: { name: string; of: string; suggestion: string | undefined; known: readonly string[] }) =>
      suggesting(`${p.of} has no setting "${p.name}".`, p.suggestion),
    (p) => `It has ${listed(p.known)}.`,
  ),
  'duplicate-setting': error((p: { name: string }) => `"${p.name}" is set twice.`),
  'missing-setting': error(
    (p: { name: string; of: string; example: string }) => `${p.of} needs "${p.name}".`,
    (p) => `For example: ${p.example}`,
  ),
  'setting-type': error(
    (p: { name: string; expected: string; found: string }) =>
      `"${p.name}" takes ${p.expected}, not ${p.found}.`,
  ),
  'misplaced-setting': error((p: { what: string; of: string }) => `"${p.what}" has no place in ${p.of}.`),
  'recursive-recipe': error((p: { name: string }) => `"${p.name}" is made from itself.`),

  'portion-range': error(
    (p: { name: string; found: string }) =>
      `"${p.name}" takes a part such as 10%, a number of examples such as 1_000, a fold such as fold(0, of: 5), or a source of its own, not ${p.found}.`,
  ),
  'fold-range': error(
    (p: { fold: number; of: number }) =>
      `There is no fold ${p.fold} of ${p.of}: they count from 0 to ${p.of - 1}.`,
  ),
  'two-sources': error(() => 'Say "source:" or "train:", not both: they mean the same.'),
  'duplicate-field': error((p: { name: string }) => `The field "${p.name}" is defined twice.`),
  'field-column': error(
    (p: { found: string }) => `A field begins with the name of a column, not with ${p.found}.`,
    () => 'field image = image -> scale(1 / 255)',
  ),
  'transform-order': error(
    (p: { host: string; tensor: string }) =>
      `"${p.host}" works on the data as it is read, and must stand before "${p.tensor}".`,
  ),
  'augment-field': error(
    (p: { name: string; known: readonly string[]; suggestion: string | undefined }) =>
      suggesting(`There is no field "${p.name}" to augment.`, p.suggestion),
    (p) => (p.known.length === 0 ? undefined : `There are ${listed(p.known)}.`),
  ),
  'augment-order': error(
    (p: { name: string }) =>
      `"${p.name}" mixes whole examples: it is the last step, and the only one that does.`,
  ),
  'augment-labels': error(
    (p: { name: string; field: string; type: string }) =>
      `"${p.name}" mixes all fields of an example, but "${p.field}" is ${p.type}: only float32 can be mixed.`,
    (p) => `Give labels as weights of classes: field ${p.field} = ${p.field} -> one_of(10) -> one_hot(10)`,
  ),
  'field-shape': error(
    (p: { field: string; found: string; wanted: string }) =>
      `The field "${p.field}" gives ${p.found}, but the model's input "${p.field}" is ${p.wanted}.`,
  ),
  'missing-field': error(
    (p: { input: string; data: string; known: readonly string[] }) =>
      `The data "${p.data}" has no field "${p.input}", which the model takes.`,
    (p) =>
      p.known.length === 0
        ? `Add: field ${p.input} = column`
        : `It has ${listed(p.known)}. Add: field ${p.input} = column`,
  ),
  'field-type': error(
    (p: { field: string }) => `The type of the field "${p.field}" is not known while compiling.`,
    () =>
      'Give it a transform that says it, such as one_of(10), or compare it with a value of the model in a loss.',
  ),

  'ambiguous-name': error(
    (p: { name: string }) => `"${p.name}" is a value of the model and a field of the data.`,
    (p) => `Say which: model.${p.name} or data.${p.name}.`,
  ),
  'ambiguous-pairing': error(
    (p: { what: string; outputs: readonly string[]; targets: readonly string[] }) =>
      `"${p.what}" alone pairs one output with one target, but there ${p.outputs.length === 1 ? 'is' : 'are'} ${p.outputs.length === 0 ? 'no output' : listed(p.outputs)} and ${p.targets.length === 0 ? 'no target' : listed(p.targets)}.`,
    (p) => `Say which: ${p.what}(${p.outputs[0] ?? 'scores'}, ${p.targets[0] ?? 'label'}).`,
  ),
  'pairing-mismatch': error(
    (p: { what: string; found: string; wanted: readonly string[] }) => `${p.what} does not take ${p.found}.`,
    (p) => `It takes ${p.wanted.join(', or ')}.`,
  ),
  'loss-shape': error(
    (p: { name: string; type: string }) =>
      `The loss "${p.name}" must give one number per example, not ${p.type}.`,
    () => 'Reduce the other axes: mean(…), or sum(…).',
  ),
  'no-terms': error(
    () => 'A loss needs at least one term.',
    () => 'loss { main: cross_entropy(scores, label) }',
  ),
  'class-count': error(
    (p: { field: string; classes: number; scores: string; extent: number }) =>
      `"${p.field}" has ${p.classes} classes, but "${p.scores}" gives scores for ${p.extent}.`,
  ),
  'softmax-before-logits': warning(
    (p: { loss: string; layer: string }) =>
      `${p.loss} reads scores and applies ${p.layer} itself; here they have been through "${p.layer}" already.`,
    (p) => `Remove "-> ${p.layer}" before the loss.`,
  ),
  'probabilities-expected': warning(
    (p: { loss: string; found: string }) => `${p.loss} reads probabilities, but these are ${p.found}.`,
    () => 'Put a softmax or a sigmoid before it, or use a loss that reads scores.',
  ),
  'exclusive-sigmoid': warning(
    (p: { classes: number }) =>
      `These ${p.classes} classes exclude each other, but the scores go through a sigmoid, one by one.`,
    () => 'Remove the sigmoid and use cross_entropy; a sigmoid is for classes that may hold together.',
  ),
  'near-symbol': warning(
    (p: { name: string; near: string }) =>
      `The dimension "${p.name}" stands here only, and near "${p.near}".`,
    (p) => `If the same size is meant, write "${p.near}".`,
  ),
  'unknown-rule': error(
    (p: { name: string; suggestion: string | undefined; known: readonly string[] }) =>
      suggesting(`There is no rule "${p.name}".`, p.suggestion),
    (p) => `There are ${listed(p.known)}.`,
  ),
  'missing-reason': error(
    (p: { rule: string }) => `"allow ${p.rule}" needs a reason.`,
    (p) => `allow ${p.rule} because "sparse by design"`,
  ),
  'unneeded-allow': warning(
    (p: { rule: string }) => `There is nothing that "allow ${p.rule}" would silence.`,
    () => 'Remove it: it would hide what comes later.',
  ),
  'glob-without-match': error(
    (p: { what: string; glob: string; known: readonly string[] }) => `"${p.glob}" matches no ${p.what}.`,
    (p) =>
      p.known.length === 0
        ? 'The model has none.'
        : `There are, among others, ${listed(p.known)}. "*" stands for one name, "**" for any number.`,
  ),
  'overlapping-globs': error(
    (p: { first: string; second: string; path: string }) =>
      `"${p.first}" and "${p.second}" both apply to "${p.path}", and neither is narrower.`,
    () => 'Make one of them narrower: then it counts.',
  ),
  'missing-glob': error(
    (p: { what: string }) => `Say what ${p.what} applies to.`,
    (p) => `${p.what} on "**.kernel"`,
  ),
  'unknown-monitor': error(
    (p: { found: string; known: readonly string[]; suggestion: string | undefined }) =>
      suggesting(`There is no number "${p.found}" to watch.`, p.suggestion),
    (p) => `There are ${listed(p.known)}.`,
  ),
  'no-validation': error(
    (p: { monitor: string; data: string }) =>
      `"${p.monitor}" needs validation examples, and the data "${p.data}" sets none apart.`,
    () => 'Add to the data: validation: 10%',
  ),
  'one-phase': error(
    (p: { name: string }) => `The phase "${p.name}" is the only one.`,
    () => 'Phases take turns, or follow each other: add another one, or write its settings without "phase".',
  ),
  'phase-trains-nothing': error(
    (p: { name: string; why: string }) => `The phase "${p.name}" trains nothing: ${p.why}.`,
  ),
  'never-updated': warning(
    (p: { paths: readonly string[] }) =>
      `No phase updates ${p.paths.length > 3 ? `${p.paths.slice(0, 3).join(', ')} and ${p.paths.length - 3} more` : listed(p.paths)}.`,
    (p) => `If that is meant, say so: freeze: "${p.paths[0]!}".`,
  ),
  'setting-without-effect': warning(
    (p: { name: string }) => `"${p.name}" has no effect here: every phase says its own.`,
    () => 'Remove it, or leave it out of a phase that should have it.',
  ),
  'rate-missing': error((p: { optimizer: string }) => `The optimizer ${p.optimizer} has no option "rate".`),

  'unknown-code': error(
    (p: { name: string; known: readonly string[]; suggestion: string | undefined }) =>
      suggesting(`The model has no value "${p.name}".`, p.suggestion),
    (p) => `It has ${listed(p.known)}.`,
  ),
  'stage-input': error(
    (p: { code: string; from: string }) =>
      `"${p.code}" depends on more than "${p.from}": a stage is the part of the network between two codes.`,
  ),
  'stage-epochs': error(
    (p: { stages: number; found: number }) =>
      `There are ${p.stages} stages, but ${p.found} numbers of epochs.`,
  ),

  'tied-needed': error(
    (p: { method: string }) => `${p.method} goes back by the weights of the encoder and has no others.`,
    () => 'Leave "tied" out, or say tied: true.',
  ),

  'unknown-override': error(
    (p: { key: string; known: readonly string[]; suggestion: string | undefined }) =>
      suggesting(`There is no setting "${p.key}".`, p.suggestion),
    (p) => `There are ${listed(p.known)}.`,
  ),
  'override-value': error((p: { key: string; value: string }) => `"${p.value}" is no value for "${p.key}".`),
};
