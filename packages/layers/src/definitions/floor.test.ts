import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { floor } from './floor.js';

describeDefinition(floor, [cpu]);
