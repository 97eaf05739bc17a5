import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { exponential } from './exponential.js';

describeDefinition(exponential, [cpu], {
  without: {
    'finite gradients at awkward values': 'overflows above 88.7',
    'finite at awkward values': 'overflows above 88.7',
  },
});
