import type { Backend, Capabilities } from '@neurite/contract';
import { capabilities, capabilities64 } from './capabilities.js';
import { openDevice } from './device.js';

const backend = (what: Capabilities): Backend =>
  Object.freeze({
    capabilities: what,
    available: async () => true as const,
    open: async () => openDevice(what),
  });

/**
 * The reference backend: float32 tensors, every sum in double precision. It can do everything, everywhere, slowly;
 * use it to find out what is right, and another to train.
 *
 * @example const device = await cpu.open();
 */
export const cpu: Backend = backend(capabilities);

/** `cpu` in double precision throughout: what gradients are checked with. Not for training: other backends give other bits. */
export const cpu64: Backend = backend(capabilities64);
