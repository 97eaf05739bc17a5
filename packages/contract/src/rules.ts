/** What a rule compares with, where a file may set it: `health { dead_units: 60% }`. */
export interface RuleThreshold {
  readonly default: number;
  /** What the number says, as the end of a sentence that begins with the rule. */
  readonly doc: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Something that is sound and still looks wrong, and that a file may allow. */
export interface Rule {
  /** Whether it looks at the text, while compiling, or at the numbers, while training. */
  readonly looks: 'compiling' | 'training';
  /** One sentence: what it finds. */
  readonly summary: string;
  readonly threshold?: RuleThreshold;
}

const table = {
  softmax_before_logits: {
    looks: 'compiling',
    summary: 'A softmax or a sigmoid before a loss that applies it itself.',
  },
  exclusive_sigmoid: {
    looks: 'compiling',
    summary: 'Classes that exclude each other, each through a sigmoid of its own.',
  },
  probabilities_expected: {
    looks: 'compiling',
    summary: 'Bare scores for a loss that reads probabilities.',
  },
  initial_loss: {
    looks: 'training',
    summary: 'The loss of the first step is far from that of an even guess.',
    threshold: {
      default: 3,
      doc: 'how many times the loss of an even guess the first one may be',
      minimum: 1,
    },
  },
  dead_units: {
    looks: 'training',
    summary: 'Units that give zero for every example, and so learn nothing any more.',
    threshold: {
      default: 0.8,
      doc: 'the part of the units of a layer that may be dead',
      minimum: 0,
      maximum: 1,
    },
  },
  saturated_units: {
    looks: 'training',
    summary: 'Units that stay where their activation is flat, and so hardly learn.',
    threshold: {
      default: 0.5,
      doc: 'the part of the outputs of a layer that may be saturated',
      minimum: 0,
      maximum: 1,
    },
  },
  vanishing_gradients: {
    looks: 'training',
    summary: 'Gradients that all but disappear on their way to the first layers.',
    threshold: {
      default: 1e-7,
      doc: 'the root mean square that the gradient of a parameter should have',
      minimum: 0,
    },
  },
  exploding_gradients: {
    looks: 'training',
    summary: 'Gradients that grow out of proportion.',
    threshold: { default: 1e3, doc: 'the norm that all gradients together may have', minimum: 0 },
  },
  update_ratio: {
    looks: 'training',
    summary: 'Steps that are too large for the weights that they change.',
    threshold: { default: 0.1, doc: 'how large a step may be beside its weights', minimum: 0 },
  },
  stalled_loss: {
    looks: 'training',
    summary: 'A loss that does not fall.',
    threshold: {
      default: 0.01,
      doc: 'the part of the first epoch’s loss that should be gone after five epochs',
      minimum: 0,
      maximum: 1,
    },
  },
  overfitting: {
    looks: 'training',
    summary: 'Validation that becomes worse while training becomes better.',
    threshold: {
      default: 1.5,
      doc: 'how many times its best the validation loss may be while the training loss falls',
      minimum: 1,
    },
  },
} satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof table;

/**
 * Every rule that `allow` can name, in the order in which they are told of. The compiler, the training loop, completion and the
 * documentation read this one table. The code of what a rule finds is its name with hyphens: see `ruleCode`.
 */
export const rules: Readonly<Record<RuleName, Rule>> = table;

export const ruleNames = Object.freeze(Object.keys(rules) as RuleName[]);

/** The code of a rule's diagnostics, which names its page in docs/errors: `dead-units`. */
export const ruleCode = (name: RuleName): string => name.replaceAll('_', '-');
