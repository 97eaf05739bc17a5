import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { remainder } from './remainder.js';

describeDefinition(remainder, [cpu], {
  without: {
    'finite gradients at awkward values': 'nothing divides by 0',
    'finite at awkward values': 'nothing divides by 0',
  },
});
