import { hardTanh, leakyRelu, maxout, relu, relu6 } from '@neurite/activations';
import { abs } from '@neurite/layers';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import { largestDifference } from './support/statistics.js';
import { listed, short } from './support/words.js';

const FROM = -10;
const TO = 10;
const places = Array.from({ length: 401 }, (_, index) => FROM + (index * (TO - FROM)) / 400);

interface Numbers {
  /** The largest difference between an activation and what it should be made of, over [−10, 10]. */
  readonly differences: Readonly<Record<string, number>>;
  /** The same for something that it is not made of: the measure must tell them apart. */
  readonly control: number;
}

/** Two pieces, slope · x each: a maxout unit with these weights is the larger of both lines. */
const pieces = (x: tf.Tensor, ...slopes: readonly [number, number]): tf.Tensor =>
  tf.reshape(
    maxout(tf.reshape(x, [-1, 1]), { kernel: tf.tensor2d([[...slopes]]), bias: tf.zeros([2]) }, { units: 1 }),
    [-1],
  );

export const relu6AndMaxout: Claim<Numbers> = {
  name: 'relu6-and-maxout',
  says: 'Two ReLUs make ReLU6; maxout contains ReLU, leaky ReLU and |x|.',
  conditions: '401 numbers from −10 to 10, through the activations as plain functions on tensors.',
  isQuick: true,
  measure: async () => {
    tf.enableProdMode();
    const x = tf.tensor1d(places);
    const difference = (a: tf.Tensor, b: tf.Tensor) => largestDifference(a.dataSync(), b.dataSync());
    const six = tf.scalar(6);
    const two = tf.sub(relu(x), relu(tf.sub(x, six)));
    return {
      differences: {
        ReLU6: difference(relu6(x), two),
        ReLU: difference(relu(x), pieces(x, 1, 0)),
        'leaky ReLU': difference(leakyRelu(x, { slope: 0.01 }), pieces(x, 1, 0.01)),
        '|x|': difference(abs(x), pieces(x, 1, -1)),
      },
      control: difference(hardTanh(x), two),
    };
  },
  // Float32 has 24 bits: at 10, differences of a few 1e-6 are roundings.
  judge: ({ differences, control }) => ({
    outcome: outcomeOf(...Object.values(differences).map((value) => value < 5e-6), control > 0.1),
    sentence: `The largest differences are ${listed(Object.entries(differences).map(([name, value]) => `${short(value)} for ${name}`))}; two ReLUs differ from hard tanh, which they are not, by ${short(control)}.`,
  }),
  table: ({ differences }) => ({
    head: ['activation', 'largest difference from what it is made of'],
    rows: Object.entries(differences).map(([name, value]) => [name, short(value)]),
  }),
  draw: () => {
    const line = (f: (x: number) => number) => places.map(f);
    return figure(
      'Made of lines',
      'two ReLUs make ReLU6; the larger of two lines is a maxout unit',
      {
        title: 'ReLU6',
        xLabel: 'x',
        series: linesOf(
          {
            'relu(x)': line((x) => Math.max(0, x)),
            '−relu(x − 6)': line((x) => -Math.max(0, x - 6)),
            sum: line((x) => Math.max(0, x) - Math.max(0, x - 6)),
          },
          places,
        ),
      },
      {
        title: 'maxout',
        xLabel: 'x',
        series: linesOf(
          {
            '|x|': line(Math.abs),
            ReLU: line((x) => Math.max(0, x)),
            'leaky ReLU': line((x) => Math.max(x, 0.01 * x)),
          },
          places,
        ),
      },
    );
  },
};
