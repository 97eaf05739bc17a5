import type { Span } from '@neurite/contract';
import type { Document } from '../documents/document.js';
import type { Workspace } from './workspace.js';

/** Where the name at an offset is defined, in this file or another. */
export const definitionAt = ({ names }: Workspace, document: Document, offset: number): Span | undefined =>
  names.at(document, offset)?.definition.span ?? undefined;
