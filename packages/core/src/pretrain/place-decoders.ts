import { failure, success, type Outcome, type Recipe } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Weights } from '../values/weights.js';

/** The parameters of decoders at the paths that the recipe gives them: none, where it does not ask for them. */
export const placeDecoders = (recipe: Recipe, decoders: Weights): Outcome<Weights> => {
  if (recipe.decoders === undefined) return success(new Map());
  const known = new Map(recipe.graph.parameters.map(({ path, type }) => [path, type.shape]));
  const placed = new Map(
    [...decoders].map(
      ([path, tensor]) => [path.replace(/^decode\//, `${recipe.decoders}.`), tensor] as const,
    ),
  );
  const problems = [...placed].flatMap(([path, { shape }]) => {
    const own = known.get(path);
    const why =
      own === undefined
        ? 'is not there'
        : String(own) === String(shape)
          ? undefined
          : `is [${own.join(', ')}], not [${shape.join(', ')}]`;
    if (why === undefined) return [];
    const place = recipe.span === undefined ? {} : { span: recipe.span };
    return [report('decoder-without-place', { path, model: recipe.model.name, why }, place)];
  });
  return problems.length > 0 ? failure(...problems) : success(placed);
};
