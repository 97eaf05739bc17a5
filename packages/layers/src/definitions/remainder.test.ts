import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { remainder } from './remainder.js';

describeDefinition(remainder, [cpu, wasm], {
  without: {
    'finite gradients at awkward values': 'nothing divides by 0',
    'finite at awkward values': 'nothing divides by 0',
  },
});
