import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { power } from './power.js';

describeDefinition(power, [cpu, wasm], {
  without: {
    'finite gradients at awkward values': '0 to a negative power, and overflow',
    'finite at awkward values': '0 to a negative power, and overflow',
  },
});
