import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { floorDivide } from './floor-divide.js';

describeDefinition(floorDivide, [cpu], {
  without: {
    'finite at awkward values': 'nothing divides by 0',
  },
});
