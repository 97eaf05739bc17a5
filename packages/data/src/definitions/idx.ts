import { source, success, type Column } from '@neurite/contract';
import { openArray, type ArrayInFile } from '../bytes/array-column.js';
import { idxFormat } from '../bytes/idx.js';
import { attachLabels } from '../bytes/labels.js';

/** Images and labels in IDX files, the format of MNIST, Fashion-MNIST, EMNIST and Kuzushiji-MNIST. */
export const idx = source({
  name: 'idx',
  summary: 'Images, and their labels, in IDX files (the format of MNIST), gzip or not.',
  description:
    'Bytes become float32 from 0 to 255. Two-dimensional images get a channel axis: [height, width, 1]. Images that would take more than 512 MiB of memory are read while they are needed.',
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
    const { options } = context;
    const images = await openArray(options.images, context, idxFormat);
    if (!images.ok) return images;
    const image = withChannel(images.value.column);
    const table = { count: images.value.shape[0]!, columns: { image } };
    return options.labels === null
      ? success(table)
      : attachLabels(table, context, { file: options.images, labels: options.labels, format: idxFormat });
  },
});

const withChannel = (column: ArrayInFile['column']): Column => {
  const { dtype, shape } = column.type;
  return { ...column, type: { dtype, shape: shape.length === 2 ? [...shape, 1] : shape } };
};
