import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { iou } from './iou.js';

describeDefinition(iou, [cpu, wasm]);
