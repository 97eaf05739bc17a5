import { semanticTokenModifiers, type SemanticToken, semanticTokenTypes } from '@neurite/language-service';

/** Which numbers stand for which types and modifiers. */
export const legend = {
  tokenTypes: [...semanticTokenTypes],
  tokenModifiers: [...semanticTokenModifiers],
};

/** Five numbers a token: lines and columns since the one before, length, type, and a bit for each modifier. */
export const encodeTokens = (tokens: readonly SemanticToken[]): number[] => {
  const data: number[] = [];
  let line = 1;
  let column = 1;
  for (const { span, type, modifiers } of tokens) {
    const { start, end } = span;
    // The protocol has no tokens of several lines.
    if (start.line !== end.line) continue;
    const bits = modifiers.reduce((sum, modifier) => sum + 2 ** semanticTokenModifiers.indexOf(modifier), 0);
    data.push(
      start.line - line,
      start.line === line ? start.column - column : start.column - 1,
      end.column - start.column,
      semanticTokenTypes.indexOf(type),
      bits,
    );
    ({ line, column } = start);
  }
  return data;
};
