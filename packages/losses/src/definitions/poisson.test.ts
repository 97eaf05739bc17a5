import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { poisson } from './poisson.js';

describeDefinition(poisson, [cpu, wasm], {
  without: {
    'finite gradients at awkward values': 'a rate is positive, and its logarithm below 88.7',
    'finite at awkward values': 'a rate is positive, and its logarithm below 88.7',
  },
});
