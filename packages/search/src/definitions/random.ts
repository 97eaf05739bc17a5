import { strategy } from '@neurite/contract';
import { anywhere } from '../places.js';

/** Places at random. */
export const random = strategy({
  name: 'random',
  summary: 'Every trial by itself, at random.',
  description:
    'Where few of the settings matter, every trial tries another value of those few; a grid tries the same ones again and again.',
  references: ['Bergstra, Bengio 2012, Random Search for Hyper-Parameter Optimization, JMLR 13'],
  options: {},
  next: ({ axes, trials, epochs, history }, context) =>
    history.length > 0
      ? []
      : Array.from({ length: trials }, (_, trial) => ({
          trial,
          place: anywhere(axes, context.random(`trial/${trial}`)),
          epochs,
        })),
});
