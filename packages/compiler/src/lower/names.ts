import type { Identifier } from '@neurite/language';
import type { Frame } from '../values/scope.js';
import type { Value } from '../values/value.js';
import { configureDeclared, configureDefined, configureFunction } from './configure.js';
import type { Session } from './session.js';
import { namesIn, reportUnknown } from './unknown-name.js';

/** A name of the module or the catalog as a layer without arguments; undefined where it is none, which is reported. */
export const layerNamed = (session: Session, { name, span }: Identifier, frame: Frame): Value | undefined => {
  const declared = frame.module.names.get(name);
  if (declared?.declaration.kind === 'model')
    return configureDeclared(session, declared.declaration, declared.module, [], frame, span);
  if (declared?.declaration.kind === 'function')
    return configureFunction(session, declared.declaration, declared.module, [], frame, span);
  const definition = session.catalog.get('layer', name);
  if (definition !== undefined) return configureDefined(session, definition, [], frame, span);
  reportUnknown(session, name, span, namesIn(frame), 'layer or value');
  return undefined;
};
