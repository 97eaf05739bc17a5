import { failure, source, success, type Column, type Outcome, type SourceContext } from '@neurite/contract';
import { LARGEST } from '../bytes/gunzip.js';
import { report } from '../diagnostics.js';
import { fileImages } from '../images/folder.js';
import { channelsOf, inColor, type Color } from '../images/pixels.js';
import { readImage } from '../images/read-image.js';
import { resized } from '../images/resize.js';

const options = {
  folder: { type: 'string', least: 1, doc: 'The folder.' },
  resize: {
    type: 'extents',
    axes: 2,
    default: null,
    minimum: 1,
    maximum: 8192,
    doc: 'The size that images are scaled to, one number or [height, width]. Left out, all must have one size.',
  },
  color: {
    type: 'choice',
    choices: ['rgb', 'gray', 'rgba'],
    default: 'rgb',
    doc: 'The channels: red, green and blue, one of gray, or with transparency as the fourth.',
  },
} as const;

/** Images in folders, one for each class. */
export const imageFolder = source({
  name: 'image_folder',
  summary: 'PNG and JPEG images in a folder: one folder for each class, named for it, or images alone.',
  description:
    'Columns are image, from 0 to 255; label, the number of the folder in the order of names; and name, the name of the folder as a text. Names that begin with a dot are passed over; everything else must be an image. Images that would take more than 512 MiB of memory are decoded while they are needed.',
  options,
  columns: {
    image: 'float32[height, width, channels]',
    label: 'int32[]',
    name: 'a text: the name of the folder',
  },
  open: async (context) => {
    const { folder } = context.options;
    const filing = await fileImages(folder, context.listFolder);
    if (!filing.ok) return filing;
    const { files, names } = filing.value;
    const first = await readPixels(files[0]!.file, context);
    if (!first.ok) return first;
    const { shape } = first.value;
    const size = first.value.data.length;
    const read = async (rows: Int32Array): Promise<Outcome<Float32Array>> => {
      const data = new Float32Array(rows.length * size);
      for (const [place, row] of rows.entries()) {
        const { file } = files[row]!;
        const image = await readPixels(file, context);
        if (!image.ok) return image;
        const [found, expected] = [image.value.shape.join(' × '), shape.join(' × ')];
        if (found !== expected)
          return failure(report('image-size', { file, found, expected, first: files[0]!.file }));
        data.set(image.value.data, place * size);
      }
      return success(data);
    };
    const type = { dtype: 'float32', shape } as const;
    const bytes = files.length * size * 4;
    const { above = Infinity } = context.streaming ?? {};
    let image: Column;
    if (bytes > above) image = { type, data: new Float32Array(), rows: read };
    else {
      if (bytes > LARGEST) return failure(report('data-too-large', { file: folder, bytes, limit: LARGEST }));
      const data = await read(Int32Array.from(files.keys()));
      if (!data.ok) return data;
      image = { type, data: data.value };
    }
    if (names.length === 0) return success({ count: files.length, columns: { image } });
    const label: Column = {
      type: { dtype: 'int32', shape: [] },
      data: Int32Array.from(files, ({ label: number }) => number),
    };
    const name: Column = { type: 'string', data: files.map(({ label: number }) => names[number]!) };
    return success({ count: files.length, columns: { image, label, name }, names: { label: names } });
  },
});

type Context = Pick<SourceContext<typeof options>, 'options' | 'readFile'>;

const readPixels = async (
  file: string,
  { options: { resize, color }, readFile }: Context,
): Promise<
  Outcome<{ readonly shape: readonly [number, number, number]; readonly data: Float32Array | Uint8Array }>
> => {
  const bytes = await readFile(file);
  if (!bytes.ok) return bytes;
  const image = await readImage(bytes.value, file);
  if (!image.ok) return image;
  const pixels = inColor(image.value, color as Color);
  const channels = channelsOf[color as Color];
  if (resize === null) return success({ shape: [pixels.height, pixels.width, channels], data: pixels.data });
  const [height, width] =
    typeof resize === 'number' ? [resize, resize] : (resize as readonly [number, number]);
  return success({ shape: [height, width, channels], data: resized(pixels, height, width) });
};
