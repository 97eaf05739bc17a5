import { randomUUID } from 'node:crypto';
import { close, open, unlink, write } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { failure, success, type Outcome, type ScratchFile } from '@neurite/contract';
import { reasonOf } from '../checkpoint/storage-failure.js';
import { report } from '../diagnostics.js';
import { readRanges } from './read-ranges.js';

// Descriptors and no handles: a handle that is dropped warns of it.
const file = {
  open: promisify(open),
  unlink: promisify(unlink),
  write: promisify(write),
  close: promisify(close),
};

/** What the methods of a scratch file refer to, and so does each reading that is under way. */
interface Opened {
  readonly descriptor: number;
  isOpen: boolean;
}

// A data set is a value that nobody closes: its file is given back when nothing refers to it any more, or when the process ends.
const dropped = new FinalizationRegistry<number>((descriptor) => close(descriptor));

/**
 * A scratch file without a name: it loses that as soon as it is open, so that whatever ends the process, the disk has its room back.
 *
 * @param folder where its room is; its user alone may read it.
 * @param name what it is made of, for messages.
 */
export const openScratch = async (folder: string, name: string): Promise<Outcome<ScratchFile>> => {
  const failed = (error: unknown) =>
    failure(report('scratch-unwritable', { file: name, folder, reason: reasonOf(error) }));
  const path = join(folder, `neurite-${randomUUID()}`);
  let opened: Opened;
  try {
    opened = { descriptor: await file.open(path, 'wx+', 0o600), isOpen: true };
    dropped.register(opened, opened.descriptor, opened);
  } catch (error) {
    return failed(error);
  }
  const scratch: ScratchFile = {
    read: async (ranges) => {
      try {
        const pieces = await readRanges(opened.descriptor, ranges);
        return pieces === undefined ? failed(new Error('it was cut off')) : success(pieces);
      } catch (error) {
        return failed(error);
      }
    },
    write: async (bytes, offset) => {
      try {
        for (let done = 0; done < bytes.length;)
          done += (await file.write(opened.descriptor, bytes, done, bytes.length - done, offset + done))
            .bytesWritten;
        return success(undefined);
      } catch (error) {
        return failed(error);
      }
    },
    close: async () => {
      if (!opened.isOpen) return;
      opened.isOpen = false;
      dropped.unregister(opened);
      await file.close(opened.descriptor);
    },
  };
  try {
    await file.unlink(path);
  } catch (error) {
    await scratch.close();
    return failed(error);
  }
  return success(scratch);
};
