import type { GraphValue, LayerDefinition, OptionValue, Span, Use } from '@neurite/contract';
import type { Body, Expression, FunctionDeclaration, ModelDeclaration } from '@neurite/language';
import type { Extent } from '../extents/extent.js';
import type { Module } from '../modules/module.js';
import type { History } from '../shapes/history.js';
import type { ValueType } from '../shapes/type.js';
import type { Frame } from './scope.js';

/** What an expression comes to while compiling. */
export type Value =
  | NumberValue
  | BooleanValue
  | StringValue
  | NoneValue
  | ListValue
  | RangeValue
  | TensorValue
  | LayerValue
  | RecordValue
  | FieldValue
  | UnknownValue;

/** A number known while compiling; an `Extent` that is a polynomial where it is a symbolic dimension. */
export interface NumberValue {
  readonly kind: 'number';
  readonly value: Extent;
  readonly suffix?: '%' | 'x';
  readonly unit?: 'steps' | 'epochs' | 'rounds' | 'min';
}
export interface BooleanValue {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface StringValue {
  readonly kind: 'string';
  readonly value: string;
}
export interface NoneValue {
  readonly kind: 'none';
}
export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
}
export interface RangeValue {
  readonly kind: 'range';
  readonly from?: Extent;
  readonly to?: Extent;
}

/** A value that exists when the network runs: one of the Graph. */
export interface TensorValue {
  readonly kind: 'tensor';
  readonly id: GraphValue;
  readonly type: ValueType;
  readonly history: History;
  /** The other outputs of the layer that made it, and the named values of the block: `pool.positions`. */
  readonly members: ReadonlyMap<string, Value>;
}

/** A field of the data whose type is not known: it takes the one that a loss asks for. */
export interface FieldValue {
  readonly kind: 'field';
  readonly name: string;
  take(type: ValueType): TensorValue | undefined;
}

/** Values by name, where a name must say whose it is: `model.hidden`, `data.label`. */
export interface RecordValue {
  readonly kind: 'record';
  readonly what: string;
  readonly entries: ReadonlyMap<string, Value>;
}

/** Nothing more can be said: a mistake has been reported, or an argument is not known here. Absorbs whatever is done with it. */
export interface UnknownValue {
  readonly kind: 'unknown';
  /** It certainly is no value of the network: a parameter of a block, say, that no call has given an argument. */
  readonly isPlain?: true;
}

/** A function from values to values that may own weights: it makes nodes only when a value flows into it. */
export type LayerValue =
  | DefinedLayer
  | DeclaredLayer
  | FunctionLayer
  | SequenceLayer
  | BranchLayer
  | RepeatLayer
  | BodyLayer
  | StepLayer
  | InstanceLayer
  | SelectedLayer
  | ReweightedLayer;

interface Layer {
  readonly kind: 'layer';
  readonly span: Span;
}

/** An entry of the catalog with its options. */
export interface DefinedLayer extends Layer {
  readonly form: 'defined';
  readonly definition: LayerDefinition;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Initializers that were written, by parameter. */
  readonly initializers: ReadonlyMap<string, Use>;
  /** Inputs given by name. */
  readonly inputs: ReadonlyMap<string, Value>;
  /** Where the options stand that were given. */
  readonly places: ReadonlyMap<string, Span>;
}

/** A block or model with its arguments. */
export interface DeclaredLayer extends Layer {
  readonly form: 'declared';
  readonly declaration: ModelDeclaration;
  readonly module: Module;
  readonly arguments: ReadonlyMap<string, Value>;
  readonly inputs: ReadonlyMap<string, Value>;
}

/** A function with its options. */
export interface FunctionLayer extends Layer {
  readonly form: 'function';
  readonly declaration: FunctionDeclaration;
  readonly module: Module;
  readonly arguments: ReadonlyMap<string, Value>;
  readonly inputs: ReadonlyMap<string, Value>;
}

/** `a -> b`; without steps it is the identity. */
export interface SequenceLayer extends Layer {
  readonly form: 'sequence';
  readonly steps: readonly LayerValue[];
}

/** `[a, b]`. */
export interface BranchLayer extends Layer {
  readonly form: 'branch';
  readonly branches: readonly LayerValue[];
}

/** `repeat … { … }`: the body is evaluated anew for each iteration, where it is used. */
export interface RepeatLayer extends Layer {
  readonly form: 'repeat';
  readonly variable?: string;
  readonly over: readonly Value[];
  readonly body: Body;
  readonly frame: Frame;
}

/** The body of an `if` with bindings of its own, evaluated where it is used. */
export interface BodyLayer extends Layer {
  readonly form: 'body';
  readonly body: Body;
  readonly frame: Frame;
}

/** Adds a segment to the path: the type of a step, or the name that `as` gives. */
export interface StepLayer extends Layer {
  readonly form: 'step';
  readonly segment: string;
  readonly layer: LayerValue;
}

/** A layer with a name: one instance, whose path is fixed wherever it is used. */
export interface InstanceLayer extends Layer {
  readonly form: 'instance';
  readonly path: string;
  readonly layer: LayerValue;
}

/** `lstm(64).last`: the layer, with another of its outputs flowing on. */
export interface SelectedLayer extends Layer {
  readonly form: 'selected';
  readonly layer: LayerValue;
  readonly output: string;
  /** The expression of `.last`, for messages. */
  readonly member: Expression;
}

/** `weight_norm(dense(64))`: the layer, with its weights going through another. */
export interface ReweightedLayer extends Layer {
  readonly form: 'reweighted';
  readonly layer: LayerValue;
  readonly by: DefinedLayer;
}

export const unknown: UnknownValue = Object.freeze({ kind: 'unknown' });
export const unknownPlain: UnknownValue = Object.freeze({ kind: 'unknown', isPlain: true });
export const none: NoneValue = Object.freeze({ kind: 'none' });
export const numberValue = (value: Extent): NumberValue => ({ kind: 'number', value });
export const booleanValue = (value: boolean): BooleanValue => ({ kind: 'boolean', value });
export const listValue = (items: readonly Value[]): ListValue => ({ kind: 'list', items });

export const isUnknown = (value: Value): value is UnknownValue => value.kind === 'unknown';
export const isTensor = (value: Value): value is TensorValue => value.kind === 'tensor';
export const isTensorList = (value: Value): value is ListValue & { readonly items: readonly TensorValue[] } =>
  value.kind === 'list' &&
  value.items.length > 0 &&
  value.items.every((item) => isTensor(item) || isTensorList(item));
export const isLayerList = (
  value: Value,
): value is ListValue & { readonly items: readonly (LayerValue | UnknownValue)[] } =>
  value.kind === 'list' &&
  value.items.length > 0 &&
  value.items.every((item) => item.kind === 'layer' || isLayerList(item));
