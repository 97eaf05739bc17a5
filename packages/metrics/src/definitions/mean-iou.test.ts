import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { meanIou } from './mean-iou.js';

describeDefinition(meanIou, [cpu, wasm]);
