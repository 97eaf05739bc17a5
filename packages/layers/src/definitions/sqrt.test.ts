import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { sqrt } from './sqrt.js';

describeDefinition(sqrt, [cpu, wasm], {
  without: {
    'finite gradients at awkward values': 'no root below 0, and no slope at 0',
    'finite at awkward values': 'no root below 0',
  },
});
