/** What an argument of another library means here: an option of another name, or a thing that is said in another way. */
interface Foreign {
  /** Options that say the same, where what is called has one of them. */
  readonly options?: readonly string[];
  readonly note?: string;
}

const step: Foreign = { note: 'An activation is a step of its own: dense(10) -> relu.' };
const inferred: Foreign = { note: 'What flows in is inferred: leave it out.' };
const filled: Foreign = { options: ['init'] };
const penalty: Foreign = {
  note: 'Penalties belong to a recipe: regularize: l2(1e-4) on "**.kernel" in its train block.',
};
const wide: Foreign = { options: ['units', 'filters'] };

/** What people write who know Keras or PyTorch. */
const table: ReadonlyMap<string, Foreign> = new Map(
  Object.entries({
    act: step,
    activation: step,
    in_channels: inferred,
    in_features: inferred,
    input_dim: inferred,
    input_shape: inferred,
    input_size: inferred,
    num_features: inferred,
    normalized_shape: inferred,
    kernel_initializer: filled,
    weight_init: filled,
    kernel_regularizer: penalty,
    bias_regularizer: penalty,
    out_channels: wide,
    out_features: wide,
    hidden_size: wide,
    eps: { options: ['epsilon'] },
    lr: { options: ['rate'] },
    p: { options: ['rate'] },
    kernel_size: { options: ['kernel', 'size'] },
    pool_size: { options: ['size'] },
    return_sequences: {
      note: 'The whole sequence flows on; "last" is another output: lstm(64).last.',
    },
  } satisfies Record<string, Foreign>),
);

const words = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z])([A-Z])/gu, '$1_$2')
    .toLowerCase()
    .split('_');

/** The option that an argument of another library most likely means, and what to do instead where there is none. */
export const foreignArgument = (
  name: string,
  known: readonly string[],
): { readonly suggestion?: string; readonly note?: string } => {
  const { options = [], note } = table.get(name) ?? {};
  const parts = words(name);
  // `use_bias`, `learning_rate`, `numHeads`: the last words are the name.
  const suggestion =
    options.find((option) => known.includes(option)) ??
    known.find((option) => parts.length > 1 && `_${parts.join('_')}`.endsWith(`_${option}`));
  return { ...(suggestion === undefined ? {} : { suggestion }), ...(note === undefined ? {} : { note }) };
};
