import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { minMaxNorm } from './min-max-norm.js';

describeDefinition(minMaxNorm, [cpu, wasm], {
  without: {
    'projecting twice is projecting once': 'a strength below 1 goes only a part of the way',
  },
});
