import type { Outcome, ScratchFile, Streaming } from '@neurite/contract';

/** Makes something that reads from a scratch file; where that fails, the file is given back at once. */
export const inScratch = async <T>(
  file: string,
  { scratch: open }: Pick<Streaming, 'scratch'>,
  make: (scratch: ScratchFile) => Promise<Outcome<T>>,
): Promise<Outcome<T>> => {
  const scratch = await open(file);
  if (!scratch.ok) return scratch;
  let made: Outcome<T> | undefined;
  try {
    made = await make(scratch.value);
    return made;
  } finally {
    if (made?.ok !== true) await scratch.value.close();
  }
};
