import { failure, success, type Folder, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';

/** An image of a folder, and the class that it is filed under. */
export interface Filed {
  readonly file: string;
  readonly label: number;
}

/** What a folder of images holds; `names` is empty where there are no classes. */
export interface Filing {
  readonly files: readonly Filed[];
  readonly names: readonly string[];
}

// A million paths are some hundred megabytes.
const MOST_FILES = 1_000_000;

// Names that begin with a dot are left behind by file managers and version control.
const visible = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !name.startsWith('.'));

/** Finds the images of a folder: one folder for each class, or images alone. The order is that of the names, by code units. */
export const fileImages = async (
  folder: string,
  listFolder: (path: string) => Promise<Outcome<Folder>>,
): Promise<Outcome<Filing>> => {
  const wrong = (reason: string) => failure(report('image-folder', { folder, reason }));
  const top = await listFolder(folder);
  if (!top.ok) return top;
  const [names, loose] = [visible(top.value.folders), visible(top.value.files)];
  if (names.length > 0 && loose.length > 0)
    return wrong(`it holds images ("${loose[0]}") beside folders of classes ("${names[0]}")`);
  const files: Filed[] = loose.map((name) => ({ file: `${folder}/${name}`, label: 0 }));
  for (const [label, name] of names.entries()) {
    const path = `${folder}/${name}`;
    const inside = await listFolder(path);
    if (!inside.ok) return inside;
    const deeper = visible(inside.value.folders)[0];
    if (deeper !== undefined) return wrong(`the class "${name}" holds a folder, "${deeper}"`);
    const own = visible(inside.value.files);
    if (own.length === 0) return wrong(`the class "${name}" holds no images`);
    for (const file of own) files.push({ file: `${path}/${file}`, label });
    if (files.length > MOST_FILES) break;
  }
  if (files.length > MOST_FILES) return wrong(`it holds more than ${MOST_FILES} images`);
  return files.length === 0 ? wrong('it holds no images') : success({ files, names });
};
