import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedBrowser } from '../find.mjs';

describe('installedBrowser', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'neurite-browser-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const install = (name: string, mode = 0o755) => {
    const path = join(folder, name);
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, mode);
    return path;
  };

  it('finds an executable on the PATH, headless-shell before others', () => {
    install('google-chrome');
    const shell = install('chromium-headless-shell');
    expect(installedBrowser({ PATH: ['', '/nowhere', folder].join(delimiter) })).toBe(shell);
  });

  it('believes CHROME_PATH first', () => {
    install('chromium');
    expect(installedBrowser({ PATH: folder, CHROME_PATH: '/opt/mine' })).toBe('/opt/mine');
  });

  it('passes over what is not a program of that name', () => {
    install('chromium-notes');
    expect(installedBrowser({ PATH: folder })).not.toBe(join(folder, 'chromium-notes'));
  });
});

describe('node find.mjs', () => {
  const find = (environment: Readonly<Record<string, string>>) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../find.mjs', import.meta.url))],
      {
        encoding: 'utf8',
        env: environment,
      },
    );
    return { status, stdout, stderr };
  };

  it('prints the path', () => {
    expect(find({ CHROME_PATH: process.execPath })).toEqual({
      status: 0,
      stdout: `${process.execPath}\n`,
      stderr: '',
    });
  });

  it('prints the reason, and fails', () => {
    expect(find({ CHROME_PATH: '/opt/nothing' })).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Browser tests: CHROME_PATH is /opt/nothing, which cannot be executed.\n',
    });
  });
});
