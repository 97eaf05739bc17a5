import { fileDiagnostics, nearest, reporter, type DiagnosticRow, type Severity } from '@neurite/contract';

const row =
  (severity: Severity) =>
  <A>(message: (parts: A) => string, help?: (parts: A) => string | undefined): DiagnosticRow<A> => ({
    severity,
    message,
    ...(help === undefined ? {} : { help }),
  });
const error = row('error');
const warning = row('warning');
const info = row('info');

/** The first of many names. */
const few = (names: readonly string[]): string =>
  names.length <= 6 ? list(names) : `${list(names.slice(0, 6))} and ${names.length - 6} more`;
const list = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));
const suggestion = (name: string, known: readonly string[]): string => {
  const near = nearest(name, known);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
};

/** What a rule that watches a training saw: in words, at the worst path, and at how many more. */
const seen = ({ words, more }: { words: string; more: number }): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${more === 0 ? '' : `; ${more} more like it`}.`;

/** What can go wrong at run time. Each code has a page in `docs/errors/`. Rows and examples count from 1. */
export const diagnostics = {
  // Files of the world outside.
  ...fileDiagnostics,
  'folder-too-large': error(
    (p: { folder: string; limit: number }) => `The folder ${p.folder} holds more than ${p.limit} names.`,
  ),
  'package-not-installed': error(
    (p: { name: string }) => `The npm package "${p.name}" is not installed.`,
    (p) => `Run: npm install ${p.name}`,
  ),

  // Weights of other models.
  'weights-missing': error(
    (p: { file: string; into: string; names: readonly string[]; known: readonly string[] }) =>
      `${p.file} lacks ${few(p.names)}, which "${p.into}" loads.${suggestion(p.names[0]!, p.known.slice(0, 1_000))}`,
    (p) =>
      `It holds ${few(p.known)}. Other names are said by: rename: ["name in the file" on "name in the model"].`,
  ),
  'weights-shape': error(
    (p: { file: string; name: string; path: string; found: string; expected: string }) =>
      `"${p.name}" of ${p.file} is ${p.found}, but "${p.path}" is ${p.expected}.`,
  ),
  'weights-surplus': info(
    (p: { file: string; names: readonly string[] }) => `${p.file} also holds ${few(p.names)}: not loaded.`,
  ),

  // Data against a recipe.
  'missing-column': error(
    (p: { column: string; known: readonly string[] }) =>
      `The data has no column "${p.column}".${suggestion(p.column, p.known)}`,
    (p) => `The columns are ${list(p.known)}.`,
  ),
  'data-type': error(
    (p: { field: string; expected: string; found: string }) =>
      `The field "${p.field}" must be ${p.expected}, but the data is ${p.found}.`,
    (p) =>
      p.found === 'text'
        ? 'Texts become classes by their names, one_of(["no", "yes"]), or tokens: tokenize(vocabulary: 10_000) -> pad(to: 100).'
        : p.found === 'lists of any length'
          ? 'Bring them to one length: pad(to: 100).'
          : undefined,
  ),
  'data-shape': error(
    (p: { field: string; expected: string; found: string }) =>
      `The field "${p.field}" must have the shape ${p.expected}, but an example of the data has ${p.found}.`,
  ),
  'data-symbol': error(
    (p: { field: string; symbol: string; size: number; other: string; otherSize: number }) =>
      `The dimension "${p.symbol}" is ${p.size} in the field "${p.field}", but ${p.otherSize} in "${p.other}".`,
  ),
  'data-not-finite': error(
    (p: { field: string; row: number; value: number }) =>
      `Row ${p.row} of the field "${p.field}" holds ${p.value}: a network cannot learn from that.`,
  ),
  'scratch-unwritable': error(
    (p: { file: string; folder: string; reason: string }) =>
      `"${p.file}" is unpacked into a file in ${p.folder} to be read by rows, but that failed: ${p.reason}.`,
    () => 'The environment variable TMPDIR names another folder.',
  ),
  'stream-step': error(
    (p: { field: string; step: string; why: string }) =>
      `The field "${p.field}" does not fit comfortably into memory and is read by rows, but ${p.step} ${p.why}.`,
    () => 'Use fewer or smaller examples (take: 10_000), or prepare the file before.',
  ),
  'data-empty': error((p: { part: string }) => `The ${p.part} part of the data has no examples.`),
  'data-split': error(
    (p: { part: string; wanted: number; left: number }) =>
      `The ${p.part} part takes ${p.wanted} examples, but there are only ${p.left}.`,
  ),
  'target-range': error(
    (p: { field: string; row: number; label: number; classes: number; loss: string }) =>
      `Row ${p.row} of the field "${p.field}" is ${p.label}, but ${p.loss} compares ${p.classes} classes: 0 to ${p.classes - 1}.`,
    () => 'Give the last layer as many units as there are classes.',
  ),

  'field-range': error(
    (p: { field: string; row: number; found: number; below: number; of: string }) =>
      `Row ${p.row} of the field "${p.field}" holds ${p.found}, but "${p.of}" reads whole numbers from 0 to ${p.below - 1}.`,
    (p) => `Make "${p.of}" as large as the numbers of the field.`,
  ),

  'device-memory': error(
    (p: { reason: string }) =>
      `This does not fit into the memory of the device. ${p.reason.replace(/\.$/, '')}.`,
    () => 'A smaller batch needs less, and so do fewer or smaller layers.',
  ),

  // Training.
  'unknown-monitor': error(
    (p: { monitor: string; known: readonly string[] }) =>
      `There is no "${p.monitor}" to monitor.${suggestion(p.monitor, p.known)}`,
    (p) => `After an epoch there are ${list(p.known)}.`,
  ),
  'non-finite-step': warning(
    (p: { step: number; what: string }) => `Step ${p.step} was left out: ${p.what}.`,
    () => 'Weights keep their values. A smaller rate, clip: global_norm(1.0), or a normalizer usually helps.',
  ),
  'search-edge': warning(
    (p: { target: string; value: string; text: string; wider: string | undefined }) =>
      `The best ${p.target}, ${p.value}, lies at an edge of ${p.text}.`,
    (p) => (p.wider === undefined ? undefined : `Search further: ${p.target} ~ ${p.wider}`),
  ),
  'search-without-result': error(
    (p: { trials: number }) => `None of ${p.trials} trials came to a result.`,
    () => 'All of them diverged, were given up, or could not be trained: search smaller rates.',
  ),
  'plan-mismatch': error(
    (p: { what: string }) => `This folder holds another ${p.what}: the file has changed since it was begun.`,
    () => 'Begin anew, without --resume.',
  ),
  'member-diverged': error(
    (p: { member: number }) => `Member ${p.member} of the ensemble diverged, and would spoil the others.`,
    () => 'Lower the rate of the recipe, or clip gradients.',
  ),
  'training-diverged': error(
    (p: { steps: number; step: number }) =>
      `Training stopped at step ${p.step}: no step of the last ${p.steps} gave finite gradients.`,
    () => 'The weights are those of the last good step. Lower the rate, or clip gradients.',
  ),
  'initial-loss': warning(
    seen,
    () =>
      'Scores that are large before anything is learned come from weights that are too large: look at init, and at the scale of the inputs.',
  ),
  'unneeded-allow': info(
    (p: { rule: string }) => `There was nothing in this run that "allow ${p.rule}" would have silenced.`,
    () => 'Remove it, unless it is for other seeds or data: it would hide what comes later.',
  ),
  'dead-units': warning(
    seen,
    () =>
      'They learn nothing any more. A smaller rate, leaky_relu or elu in place of relu, or he_normal weights keep units alive.',
  ),
  'saturated-units': warning(
    seen,
    () =>
      'There the derivative is next to 0, so what comes before hardly learns. Smaller first weights, standardized inputs or a normalizer help.',
  ),
  'vanishing-gradients': warning(
    seen,
    () =>
      'The first layers hardly learn. An activation that does not saturate, the initializer that it asks for, normalizers or residual connections help.',
  ),
  'exploding-gradients': warning(
    seen,
    () =>
      'Try clip: global_norm(1.0), a smaller rate, smaller first weights, or inputs and targets of the scale of 1.',
  ),
  'update-ratio': warning(
    seen,
    () => 'Try a smaller rate, or a warm-up: schedule: warmup(500 steps) then cosine.',
  ),
  'stalled-loss': warning(
    seen,
    () =>
      'Try rates ten times smaller and larger; nn doctor tests a range of them, and whether 20 examples can be learned by heart.',
  ),
  overfitting: warning(
    seen,
    () =>
      'More data, augmentation, dropout or regularize help; keep: best(validation.loss) keeps the weights from before, stop: early(…) saves the time.',
  ),
  'check-left-out': info(
    (p: { check: string; why: string }) => `The check "${p.check}" was left out: ${p.why}.`,
  ),
  'doctor-setting': error(
    (p: { what: string; expected: string; found: string }) =>
      `An examination takes as ${p.what} ${p.expected}, not ${p.found}.`,
  ),
  'pretraining-interrupted': warning(
    (p: { stage: string }) => `Pretraining was interrupted in stage "${p.stage}".`,
    () =>
      'Nothing of it is kept; it begins anew when the recipe is trained again, and comes to the same weights.',
  ),

  'decoder-without-place': error(
    (p: { path: string; model: string; why: string }) =>
      `The decoder of the pretraining does not fit into ${p.model}: "${p.path}" ${p.why}.`,
    () =>
      'Let the model hold layers of the names and shapes of those that the decoder undoes, or leave out "decoders into".',
  ),

  // Checkpoints.
  'checkpoint-damaged': warning(
    (p: { name: string; reason: string }) => `The checkpoint ${p.name} is damaged: ${p.reason}.`,
  ),
  'checkpoint-mismatch': error(
    (p: { name: string; what: string }) => `The checkpoint ${p.name} belongs to another ${p.what}.`,
    () => 'Start a new run, or undo the change.',
  ),

  // Files of weights, and artifacts.
  'safetensors-header': error(
    (p: { file: string; byte: number; reason: string }) =>
      `${p.file} is not a safetensors file: ${p.reason} (byte ${p.byte}).`,
  ),
  'safetensors-tensor': error(
    (p: { file: string; tensor: string; reason: string }) =>
      `The tensor "${p.tensor}" of ${p.file} ${p.reason}.`,
  ),
  'artifact-missing': error(
    (p: { place: string; file: string }) => `${p.place} is no artifact: it has no ${p.file}.`,
    () => 'An artifact is a folder with manifest.json, graph.json, program.json and weights.safetensors.',
  ),
  'artifact-damaged': error(
    (p: { place: string; file: string; reason: string }) =>
      `${p.file} of ${p.place} is damaged: ${p.reason}.`,
  ),
  'artifact-version': error(
    (p: { place: string; found: string; supported: number }) =>
      `${p.place} has the format ${p.found}; this version of Neurite reads format ${p.supported}.`,
  ),
  'artifact-weights': error(
    (p: { path: string; expected: string; found: string }) =>
      `The weights of "${p.path}" must be ${p.expected}, but are ${p.found}.`,
  ),

  // What is looked at inside a network.
  'unknown-value': error(
    (p: { name: string; known: readonly string[] }) =>
      `The network has no "${p.name}".${suggestion(p.name, p.known)}`,
    () =>
      'Values have the names of the model, or the paths of layers that `nn summary` shows; parameters have paths such as head.kernel.',
  ),
  'no-gradient': error(
    (p: { name: string }) => `"${p.name}" holds no float32 numbers: there is no gradient by it.`,
  ),
  'unknown-row': error((p: { part: string; row: number | undefined; count: number }) =>
    p.row === undefined
      ? 'Nothing can be seen without examples: ask for one at least.'
      : `The part "${p.part}" has ${p.count} examples: there is no row ${p.row}, counted from 0.`,
  ),

  // Inputs of predictions.
  'input-missing': error(
    (p: { name: string; given: readonly string[] }) => `The input "${p.name}" is missing.`,
    (p) => `Given: ${list(p.given)}.`,
  ),
  'input-unknown': error(
    (p: { name: string; known: readonly string[] }) =>
      `The model has no input "${p.name}".${suggestion(p.name, p.known)}`,
    (p) => `Its inputs are ${list(p.known)}.`,
  ),
  'input-shape': error(
    (p: { name: string; expected: string; found: string }) =>
      `The input "${p.name}" must have the shape ${p.expected}, with or without a batch axis in front, but has ${p.found}.`,
  ),
  'input-type': error(
    (p: { name: string; place: string; expected: string; found: string }) =>
      `The input "${p.name}" must hold ${p.expected}, but ${p.place} is ${p.found}.`,
  ),
  'prediction-count': error(({ found, inputs }: { found: string; inputs: readonly string[] }) =>
    inputs.length > 0
      ? `How many examples there are is said by the inputs, ${inputs.join(', ')}; a count is for models without inputs.`
      : `A count is a whole number of at least 1, not ${found}.`,
  ),
  'input-count': error(
    (p: { name: string; count: number; other: string; otherCount: number }) =>
      `The input "${p.name}" has ${p.count} examples, but "${p.other}" has ${p.otherCount}.`,
  ),
};

export const report = reporter(diagnostics);
