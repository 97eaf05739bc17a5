import { failure, source, success, type Column, type HostTensor } from '@neurite/contract';
import { readIdx } from '../bytes/idx.js';
import { attachLabels } from '../bytes/labels.js';

/** Images and labels in IDX files, the format of MNIST, Fashion-MNIST, EMNIST and Kuzushiji-MNIST. */
export const idx = source({
  name: 'idx',
  summary: 'Images, and their labels, in IDX files (the format of MNIST), gzip or not.',
  description:
    'Bytes become float32 from 0 to 255. Two-dimensional images get a channel axis: [height, width, 1]. The files must fit into memory.',
  references: ['Y. LeCun, C. Cortes, C. Burges: The MNIST database of handwritten digits, 1998'],
  options: {
    images: { type: 'string', doc: 'The file of the images.' },
    labels: { type: 'string', default: null, doc: 'The file of the labels, one whole number each.' },
  },
  columns: { image: 'float32[height, width, 1]', label: 'int32[]' },
  open: async ({ options, readFile }) => {
    const bytes = await readFile(options.images);
    if (!bytes.ok) return bytes;
    const images = await readIdx(bytes.value, options.images);
    if (!images.ok) return images;
    const image = withChannel(images.value);
    const table = { count: images.value.shape[0]!, columns: { image } };
    if (options.labels === null) return success(table);
    const labelBytes = await readFile(options.labels);
    if (!labelBytes.ok) return failure(...labelBytes.diagnostics);
    const labels = await readIdx(labelBytes.value, options.labels);
    return labels.ok
      ? attachLabels(table, labels.value, { file: options.images, labels: options.labels })
      : labels;
  },
});

const withChannel = ({ dtype, shape, data }: HostTensor): Column => {
  const example = shape.slice(1);
  return { type: { dtype, shape: example.length === 2 ? [...example, 1] : example }, data };
};
