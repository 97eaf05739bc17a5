import { failure, source, success, type Column } from '@neurite/contract';
import { openArray, type ArrayInFile } from '../bytes/array-column.js';
import { idxLayout, readIdx } from '../bytes/idx.js';
import { attachLabels } from '../bytes/labels.js';

/** Images and labels in IDX files, the format of MNIST, Fashion-MNIST, EMNIST and Kuzushiji-MNIST. */
export const idx = source({
  name: 'idx',
  summary: 'Images, and their labels, in IDX files (the format of MNIST), gzip or not.',
  description:
    'Bytes become float32 from 0 to 255. Two-dimensional images get a channel axis: [height, width, 1]. Images that would take more than 512 MiB of memory are read while they are needed, unless the file is compressed.',
  references: ['Y. LeCun, C. Cortes, C. Burges: The MNIST database of handwritten digits, 1998'],
  options: {
    images: { type: 'string', least: 1, doc: 'The file of the images.' },
    labels: {
      type: 'string',
      default: null,
      least: 1,
      doc: 'The file of the labels, one whole number each.',
    },
  },
  columns: { image: 'float32[height, width, 1]', label: 'int32[]' },
  open: async (context) => {
    const { options, readFile } = context;
    const images = await openArray(options.images, context, format);
    if (!images.ok) return images;
    const image = withChannel(images.value.column);
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

const format = { layout: idxLayout, read: readIdx };

const withChannel = (column: ArrayInFile['column']): Column => {
  const { dtype, shape } = column.type;
  return { ...column, type: { dtype, shape: shape.length === 2 ? [...shape, 1] : shape } };
};
