import type { Span } from '@neurite/contract';

// The syntax tree: what is written, not what it means. Every node has its span; a broken text gives a tree with `missing` nodes.

interface Node {
  readonly span: Span;
}

/** A name, with its place: in Unicode's form NFC, and without letters where one is missing. */
export interface Identifier extends Node {
  readonly kind: 'identifier';
  readonly name: string;
}

/** Text between `#` (or `##` for documentation) and the end of the line, without the marks. */
export interface Comment extends Node {
  readonly text: string;
  readonly doc: boolean;
  /** Whether it stands on a line of its own, and not behind something. */
  readonly ownLine: boolean;
}

export interface Module extends Node {
  readonly kind: 'module';
  readonly items: readonly Item[];
  /** All comments of the text, in order; the printer puts them back. */
  readonly comments: readonly Comment[];
}

export type Item =
  | ImportDeclaration
  | UseDeclaration
  | ModelDeclaration
  | FunctionDeclaration
  | DataDeclaration
  | SettingsDeclaration
  | MissingItem;

/** `import { residual, inception } from "./blocks.nn"` */
export interface ImportDeclaration extends Node {
  readonly kind: 'import';
  readonly names: readonly Identifier[];
  readonly from: StringLiteral;
}

/** `use "npm-package"` */
export interface UseDeclaration extends Node {
  readonly kind: 'use';
  readonly package: StringLiteral;
}

/** `model Digits(classes: int = 10) { … }` or `block residual(filters: int) { … }` */
export interface ModelDeclaration extends Node {
  readonly kind: 'model';
  readonly keyword: 'model' | 'block';
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  /** From `(` to `)`, where there are some. */
  readonly parentheses?: Span;
  readonly body: Body;
  readonly doc?: string;
}

/** `filters: int = 64`; also the inputs (without type) and options of functions. */
export interface Parameter extends Node {
  readonly kind: 'parameter';
  readonly name: Identifier;
  /** `int`, `float`, `bool`, `string`, `layer`, `param`, or a list of one of them: `[int]`. */
  readonly type?: ParameterType;
  readonly value?: Expression;
}
export interface ParameterType extends Node {
  readonly kind: 'parameter-type';
  readonly name: string;
  readonly list: boolean;
}

/** `function swish(x; beta: param = 1.0) = x * sigmoid(beta * x)` */
export interface FunctionDeclaration extends Node {
  readonly kind: 'function';
  readonly name: Identifier;
  readonly inputs: readonly Parameter[];
  readonly options: readonly Parameter[];
  readonly parentheses?: Span;
  readonly value: Expression;
  readonly doc?: string;
}

/** `data Fashion(fold: int = 0) { … }` */
export interface DataDeclaration extends Node {
  readonly kind: 'data';
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  readonly parentheses?: Span;
  readonly settings: readonly SettingStatement[];
  readonly braces?: Span;
  readonly doc?: string;
}

/** `train Run { … }`, `train Quick from Run { … }`, `pretrain`, `search`, `ensemble`. */
export interface SettingsDeclaration extends Node {
  readonly kind: 'settings';
  readonly keyword: 'train' | 'pretrain' | 'search' | 'ensemble';
  readonly name: Identifier;
  readonly from?: Identifier;
  readonly settings: readonly SettingStatement[];
  /** From `{` to `}`, where there are some. */
  readonly braces?: Span;
  readonly doc?: string;
}

/** Stands where an item should be and none could be read. */
export interface MissingItem extends Node {
  readonly kind: 'missing-item';
}

// ---- Settings -----------------------------------------------------------------------------------

export type SettingStatement = Setting | Field | Group | Phase | Distribution | Allow;

/** `optimizer: adam(rate: 1e-3)`, `model.drop: 0.5`, `loss { main: … }`: a dotted key and a value or nested settings. */
export interface Setting extends Node {
  readonly kind: 'setting';
  readonly key: readonly Identifier[];
  /** Set on the one key of two words, `decoders into`, which has no dot. */
  readonly words?: true;
  readonly value?: Expression;
  readonly settings?: readonly SettingStatement[];
  readonly braces?: Span;
}

/** `field image = image -> scale(1 / 255)` or `augment image = random_shift(2)` */
export interface Field extends Node {
  readonly kind: 'field';
  readonly keyword: 'field' | 'augment';
  readonly name: Identifier;
  readonly value: Expression;
}

/** `group "stem.**" { rate: 0.1x }` */
export interface Group extends Node {
  readonly kind: 'group';
  readonly glob: StringLiteral;
  readonly settings: readonly SettingStatement[];
  readonly braces?: Span;
}

/** `phase judge { update: "judge.**" … }` */
export interface Phase extends Node {
  readonly kind: 'phase';
  readonly name: Identifier;
  readonly settings: readonly SettingStatement[];
  readonly braces?: Span;
}

/** `optimizer.rate ~ log(1e-5, 1e-1)` in a search. */
export interface Distribution extends Node {
  readonly kind: 'distribution';
  readonly key: readonly Identifier[];
  readonly value: Expression;
}

/** `allow dead_units on "stem.**" because "sparse by design"` */
export interface Allow extends Node {
  readonly kind: 'allow';
  readonly rule: Identifier;
  readonly on?: StringLiteral;
  readonly because?: StringLiteral;
}

// ---- Statements of models and blocks ---------------------------------------------------------------

export interface Body extends Node {
  readonly kind: 'body';
  readonly statements: readonly Statement[];
}

export type Statement = Input | Output | Binding | ParamStatement | Expect | Load | ExpressionStatement;

/** `input image: [28, 28, 1]`, `input tokens: int32[seq]`, `input mask: bool[seq] = true`, `input x` */
export interface Input extends Node {
  readonly kind: 'input';
  readonly name: Identifier;
  readonly shape?: ShapeExpression;
  readonly value?: Expression;
  readonly doc?: string;
}

/** `output scores = …`, or `output …` for the only one, which then has no name. */
export interface Output extends Node {
  readonly kind: 'output';
  readonly name?: Identifier;
  readonly shape?: ShapeExpression;
  readonly value: Expression;
}

/** `main = x -> conv2d(32)`, `h: [seq, dim] = …` */
export interface Binding extends Node {
  readonly kind: 'binding';
  readonly name: Identifier;
  readonly shape?: ShapeExpression;
  readonly value: Expression;
}

/** `param scale: [dim] = ones`, `noise eps: [latent] = random_normal(std: 1)` */
export interface ParamStatement extends Node {
  readonly kind: 'param';
  readonly keyword: 'param' | 'noise';
  readonly name: Identifier;
  readonly shape: ShapeExpression;
  readonly value?: Expression;
}

/** `expect parameters == 50_186` */
export interface Expect extends Node {
  readonly kind: 'expect';
  readonly condition: Expression;
}

/** `load "resnet18.safetensors" into backbone { mode: frozen }` */
export interface Load extends Node {
  readonly kind: 'load';
  readonly file: StringLiteral;
  readonly into: Expression;
  readonly settings: readonly SettingStatement[];
  readonly braces?: Span;
}

/** The last expression of a `repeat` or `if` body: the layer that it stands for. */
export interface ExpressionStatement extends Node {
  readonly kind: 'expression-statement';
  readonly value: Expression;
}

/** `[28, 28, 1]`, `int32[seq]`, `[..., dim]`, `[...space, c]` */
export interface ShapeExpression extends Node {
  readonly kind: 'shape';
  readonly dtype?: Identifier;
  readonly items: readonly ShapeItem[];
}
export type ShapeItem =
  | { readonly kind: 'dimension'; readonly value: Expression; readonly span: Span }
  /** A rank pack; `name` is absent for a bare `...`. In definitions it may be an expression: `...broadcasted(a, b)`. */
  | { readonly kind: 'pack'; readonly value?: Expression; readonly span: Span };

// ---- Expressions -------------------------------------------------------------------------------------

export type Expression =
  | NumberLiteral
  | StringLiteral
  | WordLiteral
  | Identifier
  | Member
  | Call
  | Index
  | List
  | Range
  | Pipe
  | Named
  | Unary
  | Binary
  | Parenthesized
  | If
  | Repeat
  | Then
  | On
  | ShapeExpression
  | MissingExpression;

/** `64`, `1_000_000`, `1e-3`, `10%` (0.1, percent), `0.1x`, `500 steps` */
export interface NumberLiteral extends Node {
  readonly kind: 'number';
  /** The value; `10%` is 0.1. */
  readonly value: number;
  /** As written, without the unit word. */
  readonly text: string;
  readonly suffix?: '%' | 'x';
  readonly unit?: 'steps' | 'epochs' | 'rounds' | 'min';
}

export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
}

/** `true`, `false`, `none` */
export interface WordLiteral extends Node {
  readonly kind: 'word';
  readonly value: boolean | null;
}

/** `x.shape`, `pool.positions`, `wte.table`, `validation.loss` */
export interface Member extends Node {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: Identifier;
}

/** `conv2d(32, kernel: 3)` */
export interface Call extends Node {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
}
export interface Argument extends Node {
  readonly kind: 'argument';
  readonly name?: Identifier;
  readonly value: Expression;
}

/** `x[0]`, `x[.., 0]`, `x[a..b]`, `hidden[i]` */
export interface Index extends Node {
  readonly kind: 'index';
  readonly object: Expression;
  readonly items: readonly Expression[];
}

/** `[a, b -> c, identity]`: a branch, or a list of values or numbers. */
export interface List extends Node {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

/** `0..n`, `..` */
export interface Range extends Node {
  readonly kind: 'range';
  readonly from?: Expression;
  readonly to?: Expression;
}

/** `a -> b -> c`: at least two steps. */
export interface Pipe extends Node {
  readonly kind: 'pipe';
  readonly steps: readonly Expression[];
}

/** `dense(10) as head` */
export interface Named extends Node {
  readonly kind: 'named';
  readonly value: Expression;
  readonly name: Identifier;
}

export type UnaryOperator = '-' | '+' | 'not';
export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '//' | 'mod' | '@' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or';
export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly operatorSpan: Span;
}

export interface Parenthesized extends Node {
  readonly kind: 'parenthesized';
  readonly value: Expression;
}

/** `if stride != 1 { … } else { … }`; `else if` is an else body with one If. */
export interface If extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: Body;
  readonly else?: Body;
}

/** `repeat n { … }`, `repeat i in 0..n { … }`, `repeat n in hidden { … }` */
export interface Repeat extends Node {
  readonly kind: 'repeat';
  readonly variable?: Identifier;
  /** A count, a range or a list. */
  readonly over: Expression;
  readonly body: Body;
}

/** `warmup(500 steps) then cosine` */
export interface Then extends Node {
  readonly kind: 'then';
  readonly first: Expression;
  readonly second: Expression;
}

/** `l2(1e-4) on "**.kernel"` */
export interface On extends Node {
  readonly kind: 'on';
  readonly value: Expression;
  readonly target: StringLiteral;
}

/** Stands where an expression should be and none could be read; its diagnostic has been reported by the parser. */
export interface MissingExpression extends Node {
  readonly kind: 'missing';
}
