import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { power } from './power.js';

describeDefinition(power, [cpu], {
  without: {
    'finite gradients at awkward values': '0 to a negative power, and overflow',
    'finite at awkward values': '0 to a negative power, and overflow',
  },
});
