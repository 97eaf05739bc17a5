import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { maxUnpool } from './max-unpool.js';

describeDefinition(maxUnpool, [cpu], {
  without: {
    'NaN stays visible': 'positions only say where values go',
  },
});
