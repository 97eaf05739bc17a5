import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderStorage } from './folder-storage.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'neurite-storage-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

describe('folderStorage', () => {
  it('keeps what is written, and lists it in order', async () => {
    const storage = folderStorage(join(folder, 'new'));
    expect(await storage.list('checkpoints')).toEqual([]);
    expect(await storage.read('a')).toBeUndefined();
    await storage.write('checkpoints/2', bytes('two'));
    await storage.write('checkpoints/1', bytes('one'));
    await storage.write('checkpoints/1', bytes('uno'));
    expect(await storage.list('checkpoints')).toEqual(['1', '2']);
    expect(new TextDecoder().decode(await storage.read('checkpoints/1'))).toBe('uno');
    await storage.remove('checkpoints/1');
    await storage.remove('checkpoints/1');
    expect(await storage.list('checkpoints')).toEqual(['2']);
    expect(await readdir(join(folder, 'new', 'checkpoints'))).toEqual(['2']);
  });

  it('does not list what a crash left half-written', async () => {
    const storage = folderStorage(folder);
    await storage.write('checkpoints/1', bytes('one'));
    await writeFile(join(folder, 'checkpoints', '.2.abc.partial'), 'tw');
    expect(await storage.list('checkpoints')).toEqual(['1']);
  });

  it('leaves nothing behind where writing fails', async () => {
    await writeFile(join(folder, 'blocked'), '');
    await expect(folderStorage(folder).write('blocked/1', bytes('one'))).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['blocked']);
  });

  it.each(['../a', 'a/../../b', '/etc/passwd', 'a//b', '', 'a\\b'])('takes no name like %j', async (name) => {
    const storage = folderStorage(folder);
    await expect(async () => storage.write(name, bytes('x'))).rejects.toThrow('no name in a storage');
    await expect(async () => storage.read(name)).rejects.toThrow('no name in a storage');
  });
});
