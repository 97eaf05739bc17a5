import { cpu } from '@neurite/backend-cpu';
import { describeDefinition } from '@neurite/testing';
import { meanIou } from './mean-iou.js';

describeDefinition(meanIou, [cpu]);
