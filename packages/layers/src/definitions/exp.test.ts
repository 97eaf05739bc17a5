import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { exp } from './exp.js';

describeDefinition(exp, [cpu, wasm], {
  without: {
    'finite gradients at awkward values': 'overflows above 88.7',
    'finite at awkward values': 'overflows above 88.7',
  },
});
