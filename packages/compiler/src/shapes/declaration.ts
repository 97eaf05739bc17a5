import { type Expression, type ShapeExpression, parseExpression, parseShape } from '@neurite/language';

// A declaration that cannot be read is a defect of its plugin, not of the user's text. The parser keeps what it has read.
const sound = <T>(
  text: string,
  { value, diagnostics }: { readonly value: T; readonly diagnostics: readonly unknown[] },
): T => {
  if (diagnostics.length > 0)
    throw new Error(`A definition declares "${text}", which is no shape or expression.`);
  return value;
};

/** A shape of a definition: `int32[batch, ...lead]`. */
export const declaredShape = (text: string): ShapeExpression => sound(text, parseShape(text));

/** A condition or dimension of a definition: `c mod groups == 0`. */
export const declaredExpression = (text: string): Expression => sound(text, parseExpression(text));
