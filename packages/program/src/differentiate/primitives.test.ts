import type { Primitive } from '@neurite/contract';
import { primitives } from '../primitives.js';
import { checkGradients } from '../testing/check-gradients.js';
import { elementwiseCases } from '../testing/elementwise-cases.js';
import { layoutCases } from '../testing/layout-cases.js';
import { linearCases } from '../testing/linear-cases.js';

const cases = [...elementwiseCases, ...layoutCases, ...linearCases];

describe('gradients of primitives, first and second order', () => {
  it.each(cases)('$primitive: $what', ({ inputs, build, check }) => {
    checkGradients(inputs, build, { tolerance: 1e-7, ...check });
  });

  it('are checked for every primitive that has one', () => {
    // A scan has a test file of its own; differences see through stop_gradient; constants stand in every case.
    const elsewhere: readonly Primitive[] = ['constant', 'stop_gradient', 'scan'];
    const checked = new Set([...cases.map(({ primitive }) => primitive), ...elsewhere]);
    expect(primitives.filter((primitive) => !checked.has(primitive))).toEqual([]);
  });
});
