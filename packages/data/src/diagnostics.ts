import { reporter, type DiagnosticRow } from '@neurite/contract';

const error = <A>(
  message: (parts: A) => string,
  help?: (parts: A) => string | undefined,
): DiagnosticRow<A> => ({
  severity: 'error',
  message,
  ...(help === undefined ? {} : { help }),
});

const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** What can be wrong with data. Each code has a page in `docs/errors/`. Rows count from 1, bytes from 0. */
export const diagnostics = {
  'data-too-large': error(
    (p: { file: string; bytes: number; limit: number }) =>
      `${p.file} would take ${p.bytes} bytes in memory, more than the limit of ${p.limit}.`,
  ),
  'unpacked-too-large': error(
    (p: { file: string; bytes: number; limit: number }) =>
      `${p.file} takes ${p.bytes} bytes or more once it is unpacked, more than the limit of ${p.limit}.`,
  ),
  'gzip-corrupt': error(
    (p: { file: string; reason: string }) => `${p.file} is not a whole gzip file: ${p.reason}.`,
    () => 'The download may have been cut off; fetch the file again.',
  ),
  'idx-header': error(
    (p: { file: string; byte: number; reason: string }) =>
      `${p.file} is not an IDX file: ${p.reason} (byte ${p.byte}).`,
    () => 'An IDX file begins with the bytes 0 0, a type (8 for bytes) and the number of dimensions.',
  ),
  'idx-size': error(
    (p: { file: string; promised: number; found: number; shape: readonly number[] }) =>
      `${p.file} promises ${p.promised} bytes of data (${p.shape.join(' × ')}), but holds ${p.found}.`,
    () => 'The file is truncated, or its header is wrong.',
  ),
  'labels-count': error(
    (p: { file: string; examples: number; labels: string; count: number }) =>
      `${p.file} holds ${p.examples} examples, but ${p.labels} holds ${p.count} labels.`,
  ),
  'labels-shape': error(
    (p: { file: string; shape: readonly number[] }) =>
      `${p.file} must hold one whole number per example, but an entry has the shape [${p.shape.join(', ')}] or is no whole number.`,
  ),
  'csv-syntax': error(
    (p: { file: string; line: number; reason: string }) => `${p.file}, line ${p.line}: ${p.reason}.`,
  ),
  'csv-ragged': error(
    (p: { file: string; line: number; expected: number; found: number }) =>
      `${p.file}, line ${p.line}: expected ${p.expected} cells as in the first line, found ${p.found}.`,
  ),
  'csv-empty': error((p: { file: string }) => `${p.file} has no rows of data.`),
  'csv-header': error(
    (p: { file: string; reason: string }) => `The header of ${p.file} cannot be used: ${p.reason}.`,
  ),
  'csv-missing-value': error(
    (p: { file: string; row: number; column: string }) =>
      `${p.file}, row ${p.row}: the cell of column "${p.column}" is empty.`,
    () => 'Write `missing: drop` to leave out rows with empty cells.',
  ),
  'csv-column': error(
    (p: { file: string; column: string; known: readonly string[]; reason: string }) =>
      `Column "${p.column}" of ${p.file} ${p.reason}.`,
    (p) => `The columns are ${p.known.join(', ')}.`,
  ),
  'npy-header': error(
    (p: { file: string; byte: number; reason: string }) =>
      `${p.file} is not an NPY file that can be read: ${p.reason} (byte ${p.byte}).`,
  ),
  'npy-size': error(
    (p: { file: string; promised: number; found: number; shape: readonly number[] }) =>
      `${p.file} promises ${p.promised} bytes of data ([${p.shape.join(', ')}]), but holds ${p.found}.`,
    () => 'The file is truncated, or its header is wrong.',
  ),
  'integer-range': error(
    (p: { file: string; row: number; value: string }) =>
      `${p.file}, entry ${p.row}: ${p.value} does not fit into 32 bits.`,
  ),
  'image-format': error(
    (p: { file: string }) => `${p.file} is neither a PNG nor a JPEG image.`,
    () => 'A folder of images holds images only; names that begin with a dot are passed over.',
  ),
  'image-damaged': error(
    (p: { file: string; byte: number; reason: string }) =>
      `The image ${p.file} is damaged: ${p.reason} (byte ${p.byte}).`,
  ),
  'image-too-large': error(
    (p: { file: string; width: number; height: number; limit: number }) =>
      `The image ${p.file} has ${p.width} × ${p.height} pixels, more than the limit of ${p.limit}.`,
  ),
  'image-size': error(
    (p: { file: string; found: string; expected: string; first: string }) =>
      `The image ${p.file} is ${p.found}, but ${p.first} is ${p.expected}: all must have one size.`,
    () => 'Scale them: image_folder("photos", resize: [64, 64]).',
  ),
  'image-folder': error(
    (p: { folder: string; reason: string }) => `The folder ${p.folder} cannot be used: ${p.reason}.`,
    () => 'It holds one folder for each class with images in it, or images alone.',
  ),
  'npz-archive': error(
    (p: { file: string; byte: number; reason: string }) =>
      `${p.file} is not an NPZ archive that can be read: ${p.reason} (byte ${p.byte}).`,
  ),
  'unknown-data-package': error(
    (p: { name: string; known: readonly string[] }) =>
      `Neurite does not know how to read data of the npm package ${quoted(p.name)}.`,
    (p) => `Known packages: ${p.known.join(', ')}. Other data can be read with csv, idx, npy or npz.`,
  ),
  'data-package-content': error(
    (p: { name: string; file: string; reason: string }) =>
      `${p.file} of the npm package "${p.name}" is not as expected: ${p.reason}.`,
    () => 'Install the version that the documentation of the source names.',
  ),
  'data-package-file': error(
    (p: { name: string; file: string; known: readonly string[] }) =>
      p.file === ''
        ? `The npm package "${p.name}" has several data sets; say which.`
        : `The npm package "${p.name}" has no data set ${quoted(p.file)}.`,
    (p) =>
      p.known.length === 0
        ? 'It has one, which needs no name: leave out `file`.'
        : `Write file: "${p.known[0]}". There are ${p.known.join(', ')}.`,
  ),
  'label-range': error(
    (p: { row: number; label: number; classes: number }) =>
      `Row ${p.row}: the label ${p.label} is out of range; with ${p.classes} classes labels are 0 to ${p.classes - 1}.`,
  ),
  'label-unknown': error(
    (p: { row: number; label: string; names: readonly string[] }) =>
      `Row ${p.row}: ${quoted(p.label)} is none of the class names.`,
    (p) => `The class names are ${p.names.slice(0, 20).join(', ')}${p.names.length > 20 ? ', …' : ''}.`,
  ),
  'label-names': error((p: { reason: string }) => `The class names cannot be used: ${p.reason}.`),
  'label-type': error(
    (p: { found: string }) =>
      `one_of needs one label per example, a whole number or a text, but the column is ${p.found}.`,
    () => 'Texts become classes by their names: one_of(["no", "yes"]).',
  ),
  'text-type': error((p: { found: string }) => `tokenize takes texts, but the column is ${p.found}.`),
  'pad-type': error(
    (p: { found: string }) => `pad takes lists of tokens, but the column is ${p.found}.`,
    () => 'Texts become tokens by tokenize: text -> tokenize(vocabulary: 10_000) -> pad(to: 100).',
  ),
  'one-hot-type': error(
    (p: { found: string }) => `one_hot needs one class number per example, but the column is ${p.found}.`,
    () => 'Labels become class numbers by one_of(10), or one_of(["no", "yes"]).',
  ),
};

export const report = reporter(diagnostics);
