import type { Catalog, Diagnostic, Field, Recipe } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Pair } from './pairs.js';

/** Labels of n classes against scores for another number of them. */
export const classCount = (
  { node, loss, prediction, target }: Pair,
  recipe: Recipe,
  catalog: Catalog,
): readonly Diagnostic[] => {
  if (loss.classes === undefined) return [];
  const port = recipe.graph.inputs.find(({ value }) => value === target);
  const field = port && recipe.data.fields.find(({ name }) => name === port.name);
  const classes = field && classesOf(field, catalog);
  const extent = recipe.graph.values[prediction]!.shape.at(-1);
  if (field === undefined || classes === undefined || typeof extent !== 'number' || extent === classes)
    return [];
  const scores = recipe.graph.names.find(({ value }) => value === prediction)?.name ?? 'the prediction';
  const related = field.span === undefined ? [] : [{ message: `${classes} classes`, span: field.span }];
  return [
    report(
      'class-count',
      { field: field.name, classes, scores, extent },
      node.span === undefined ? { related } : { span: node.span, related },
    ),
  ];
};

/** How many classes a field's transforms say there are. */
const classesOf = (field: Field, catalog: Catalog): number | undefined => {
  for (const { name, options } of field.steps) {
    const definition = catalog.get('transform', name);
    for (const [option, { type }] of Object.entries(definition?.options ?? {})) {
      const value = type === 'classes' ? options[option] : undefined;
      if (typeof value === 'number') return value;
      if (Array.isArray(value)) return value.length;
    }
  }
  return undefined;
};
