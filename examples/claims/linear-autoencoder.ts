import type { HostTensor } from '@neurite/contract';
import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import { rowsOf } from './support/lab.js';
import { largestAngle, principalAxes, projectionError, randomVectors } from './support/subspaces.js';
import { short } from './support/words.js';

const UNITS = 6;
// The variances along the eighth and the ninth axis of these digits are nearly equal.
const CLOSE_UNITS = 8;
const EPOCHS = [0, 1, 2, 5, 10, 20, 40, 80] as const;

interface Numbers {
  /** For each number of epochs: the largest angle between the decoder's directions and the principal axes, in degrees. */
  readonly angles: readonly number[];
  /** The same for random directions. */
  readonly random: number;
  /** Mean squared errors: of the trained autoencoder, and of projecting onto the principal axes. */
  readonly error: number;
  readonly least: number;
  /** With 8 units: the angle at the end, and how much more variance the eighth axis has than the ninth. */
  readonly close: { readonly angle: number; readonly ratio: number };
}

/** The mean square that each of the first axes takes away from what is lost. */
const variancesOf = (rows: Parameters<typeof projectionError>[0], axes: ReturnType<typeof principalAxes>) =>
  axes.map(
    (_, at) => projectionError(rows, axes.slice(0, at)) - projectionError(rows, axes.slice(0, at + 1)),
  );

const directions = (kernel: HostTensor) => rowsOf(kernel).map((row) => Float64Array.from(row));

export const linearAutoencoder: Claim<Numbers> = {
  name: 'linear-autoencoder',
  says: 'A linear autoencoder spans the subspace of PCA.',
  conditions: `196 pixels of 3,000 digits of MNIST, centred, through ${UNITS} linear units and back, trained with Adam for up to ${EPOCHS.at(-1)} epochs; the principal axes by subspace iteration in float64.`,
  isQuick: false,
  measure: async (lab) => {
    const recipe = lab.recipe('linear-autoencoder.nn');
    const { values, weights: first } = await lab.inspect(recipe, { values: ['pixels'], examples: 3000 });
    const pixels = rowsOf(values['pixels']!);
    const all = principalAxes(pixels, CLOSE_UNITS + 1);
    const axes = all.slice(0, UNITS);
    const variances = variancesOf(pixels, all);
    const decoder = 'decoded.decode.kernel';
    const angles: number[] = [];
    let error = NaN;
    for (const epochs of EPOCHS) {
      if (epochs === 0) {
        angles.push(largestAngle(directions(first.get(decoder)!), axes));
        continue;
      }
      const { weights } = await lab.train(lab.recipe('linear-autoencoder.nn', { epochs }));
      angles.push(largestAngle(directions(weights.get(decoder)!), axes));
      error = (await lab.inspect(recipe, { weights, examples: 3000, training: false })).loss;
    }
    const { weights: wide } = await lab.train(
      lab.recipe('linear-autoencoder.nn', { 'model.units': CLOSE_UNITS, epochs: EPOCHS.at(-1)! }),
    );
    return {
      angles,
      random: largestAngle(randomVectors(UNITS, pixels[0]!.length), axes),
      error,
      least: projectionError(pixels, axes),
      close: {
        angle: largestAngle(directions(wide.get(decoder)!), all.slice(0, CLOSE_UNITS)),
        ratio: variances[CLOSE_UNITS - 1]! / variances[CLOSE_UNITS]!,
      },
    };
  },
  judge: ({ angles, random, error, least, close }) => ({
    outcome: outcomeOf(angles.at(-1)! < 5, error < 1.01 * least, random > 45),
    sentence:
      `After ${EPOCHS.at(-1)} epochs no direction of the decoder is farther than ${short(angles.at(-1)!)}° from the space of the first ${UNITS} principal axes; it began at ${short(angles[0]!)}°, and random directions are at ${short(random)}°. ` +
      `Its error is ${short((error / least - 1) * 100)} % above that of PCA, the least that ${UNITS} linear units can reach. ` +
      `Where two axes have nearly the same variance training takes longer to tell them apart: with ${CLOSE_UNITS} units, the last of whose axes has ${short((close.ratio - 1) * 100)} % more than the next, the angle is still ${short(close.angle)}°.`,
  }),
  table: ({ angles }) => ({
    head: ['epochs', 'largest angle'],
    rows: EPOCHS.map((epochs, index) => [String(epochs), `${short(angles[index]!)}°`]),
  }),
  draw: ({ angles, random }) =>
    figure(
      'A linear autoencoder finds the subspace of PCA',
      'the largest angle between both spaces, in degrees',
      {
        title: 'angle',
        xLabel: 'epochs (each a training of its own)',
        categories: EPOCHS.map(String),
        format: (value) => `${short(value)}°`,
        series: linesOf({ decoder: angles, 'random directions': EPOCHS.map(() => random) }, [
          ...EPOCHS.keys(),
        ]),
      },
    ),
};
