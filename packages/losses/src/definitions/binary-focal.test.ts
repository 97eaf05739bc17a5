import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { binaryFocal } from './binary-focal.js';

describeDefinition(binaryFocal, [cpu]);
