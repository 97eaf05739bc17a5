import { reporter } from '@neurite/contract';
import { args } from './diagnostics/arguments.js';
import { names } from './diagnostics/names.js';
import { recipes } from './diagnostics/recipes.js';
import { searches } from './diagnostics/searches.js';
import { shapes } from './diagnostics/shapes.js';
import { statements } from './diagnostics/statements.js';

/** Every mistake that compiling can find: its code, how bad it is, and what it says. Each code has a page in docs/errors. */
export const diagnosticTable = { ...names, ...args, ...shapes, ...statements, ...recipes, ...searches };

export const report = reporter(diagnosticTable);
