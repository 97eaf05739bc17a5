import type { LayerDefinition, Span } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Session } from './session.js';

/** A layer that the language itself needs: operators, indices and numbers mean layers of the catalog. */
export const needed = (session: Session, name: string, span: Span): LayerDefinition | undefined => {
  const definition = session.catalog.get('layer', name);
  if (definition === undefined) session.diagnostics.push(report('missing-from-catalog', { name }, { span }));
  return definition;
};
