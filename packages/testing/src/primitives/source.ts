import { streamOf } from '@neurite/program';
import type { ProgramCase } from '../run/index.js';
import { flat, tensor } from '../tensors/index.js';
import { caseOf } from './case-of.js';

const uniform = (name: string, counter: readonly number[], shape: readonly number[]): ProgramCase =>
  caseOf('uniform', name, { shape, stream: streamOf('dropout/mask') }, [tensor([...counter], 'int32')], {
    // Every backend gives the very bits.
    tolerance: { absolute: 0, relative: 0 },
  });

/** From kat_vectors of Random123: key and counter 0 give the words 6b200159 99ba4efe. */
const knownKey = caseOf(
  'uniform',
  'key of zeros',
  { shape: [2], stream: 0 },
  [tensor([0, 0, 0, 0], 'int32')],
  {
    tolerance: { absolute: 0, relative: 0 },
  },
);

export const sourceCases: readonly ProgramCase[] = [
  caseOf(
    'constant',
    'list',
    { type: { dtype: 'float32', shape: [2, 3] }, data: [0, -0, 1.5, 1e30, -1e-30, 3] },
    [],
  ),
  caseOf('constant', 'fill', { type: { dtype: 'float32', shape: [5, 7] }, data: 0.1 }, []),
  caseOf(
    'constant',
    'NaN and infinities',
    { type: { dtype: 'float32', shape: [3] }, data: [NaN, Infinity, -Infinity] },
    [],
  ),
  caseOf('constant', 'int32', { type: { dtype: 'int32', shape: [2, 2] }, data: [-3, 0, 7, 65536] }, []),
  caseOf('constant', 'bool', { type: { dtype: 'bool', shape: [3] }, data: [1, 0, 1] }, []),
  caseOf('constant', 'scalar', { type: { dtype: 'float32', shape: [] }, data: -2.5 }, []),
  caseOf('constant', 'without elements', { type: { dtype: 'float32', shape: [0, 4] }, data: [] }, []),
  caseOf('iota', 'last axis', { type: { dtype: 'float32', shape: [3, 5] }, axis: 1 }, []),
  caseOf('iota', 'first axis, int32', { type: { dtype: 'int32', shape: [4, 2, 3] }, axis: 0 }, []),
  uniform('even count', [7, 0, 0, 0], [4, 6]),
  uniform('odd count', [7, 0, 0, 0], [3, 5]),
  uniform('one element, rank 0', [7, 0, 0, 0], []),
  uniform('another seed', [8, 0, 0, 0], [4, 6]),
  uniform('another step', [7, 123456, 0, 0], [4, 6]),
  uniform('another microbatch', [7, 0, 3, 0], [4, 6]),
  uniform('another iteration', [7, 0, 0, 11], [4, 6]),
  uniform('words with the top bit set', [-1, -2147483648, 2147483647, -7], [1031]),
  { ...knownKey, name: 'uniform: key of zeros' },
  caseOf('uniform', 'without elements', { shape: [0, 3], stream: 1 }, [flat([4], [1, 2, 3, 4], 'int32')]),
];
