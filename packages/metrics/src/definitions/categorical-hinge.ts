import { categoricalHinge as loss } from '@neurite/losses/definitions';
import { meanLoss } from '../mean-loss.js';

/** The mean of the loss of this name. */
export const categoricalHinge = meanLoss(loss);
