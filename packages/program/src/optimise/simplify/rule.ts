import type { Attributes, Op, Primitive, TensorType, Value } from '@neurite/contract';
import { sameShape } from '@neurite/contract';
import type { Writer } from '../rewrite.js';

/** What a rule sees: an operation about to be written, over values of the new program. */
export interface Site<P extends Primitive> {
  readonly attributes: Attributes[P];
  readonly inputs: readonly Value[];
  /** The type of its only output; rules never change it. */
  readonly type: TensorType;
  readonly origin: number;
  readonly writer: Writer;
}

/** Another way to say the operation: in one other operation. */
export type Restated = {
  readonly [P in Primitive]: {
    readonly primitive: P;
    readonly inputs: readonly Value[];
    readonly attributes: Attributes[P];
  };
}[Primitive];

/** Gives a value that is already there, a simpler operation, or undefined where nothing is gained. */
export type Rule<P extends Primitive> = (site: Site<P>) => Value | Restated | undefined;

/** The operation behind a value, if it is of this kind. */
export const madeBy = <P extends Primitive>(
  writer: Writer,
  value: Value,
  primitive: P,
): Op<P> | undefined => {
  const maker = writer.maker(value);
  return maker?.primitive === primitive ? (maker as Op<P>) : undefined;
};

/** The number that fills a constant, if it is one number throughout. */
export const fillOf = (writer: Writer, value: Value): number | undefined => {
  const constant = madeBy(writer, value, 'constant');
  if (constant === undefined) return undefined;
  const { data } = constant.attributes;
  if (typeof data === 'number') return data;
  return data.length > 0 && data.every((each) => Object.is(each, data[0])) ? data[0] : undefined;
};

/** `value` where it has the type of the result, so that nothing need be computed. */
export const unlessGrown = (
  { writer, type }: Pick<Site<Primitive>, 'writer' | 'type'>,
  value: Value,
): Value | undefined => (sameShape(writer.type(value).shape, type.shape) ? value : undefined);

/** Tries rules in order and takes the first that has something to say. */
export const firstOf =
  <P extends Primitive>(...rules: readonly Rule<P>[]): Rule<P> =>
  (site) => {
    for (const rule of rules) {
      const answer = rule(site);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
