// The same models in tfjs-layers, on tfjs's own backends: what Neurite is compared with.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** tfjs with one of its backends, `wasm` or `cpu`. One module instance serves both. */
export const openTfjs = async (backend) => {
  const tf = require('@tensorflow/tfjs-core');
  const layers = require('@tensorflow/tfjs-layers');
  require('@tensorflow/tfjs-backend-cpu');
  require('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend(backend);
  await tf.ready();
  return { tf, layers };
};

const compile = (model, tf) =>
  model.compile({ optimizer: tf.train.adam(1e-3), loss: 'categoricalCrossentropy', metrics: [] });

/** MLP inputs → hidden … → classes, softmax and cross-entropy as in Keras's examples. */
export const mlp = ({ tf, layers }, widths) => {
  const [inputs, ...rest] = widths;
  const model = layers.sequential();
  rest.forEach((units, index) =>
    model.add(
      layers.layers.dense({
        units,
        activation: index === rest.length - 1 ? 'softmax' : 'relu',
        ...(index === 0 ? { inputShape: [inputs] } : {}),
      }),
    ),
  );
  compile(model, tf);
  return model;
};

/** conv 3×3 → 32, pool, conv 3×3 → 64, pool, dense 128, dense 10. */
export const cnn = ({ tf, layers }) => {
  const { conv2d, maxPooling2d, flatten, dense } = layers.layers;
  const model = layers.sequential();
  const conv = (filters, extra = {}) =>
    conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu', ...extra });
  model.add(conv(32, { inputShape: [28, 28, 1] }));
  model.add(maxPooling2d({ poolSize: 2 }));
  model.add(conv(64));
  model.add(maxPooling2d({ poolSize: 2 }));
  model.add(flatten());
  model.add(dense({ units: 128, activation: 'relu' }));
  model.add(dense({ units: 10, activation: 'softmax' }));
  compile(model, tf);
  return model;
};

/** A function that runs one training step on a fixed random batch and waits for its loss. */
export const tfjsStep = ({ tf }, model, batch, inputShape, classes) => {
  const x = tf.randomUniform([batch, ...inputShape]);
  const labels = Array.from({ length: batch }, (_, i) => i % classes);
  const y = tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32');
  return async () => model.trainOnBatch(x, y);
};
