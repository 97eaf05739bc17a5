#!/usr/bin/env node
// Finds a Chromium for the browser tests, and installs one where that is possible without asking. `node tools/browser/find.mjs` prints the path.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const commands = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The path of an installed Chromium, or undefined. `CHROME_PATH` wins, and is believed even where it is wrong: its user wants to know. */
export const installedBrowser = (environment = process.env) => {
  if (environment.CHROME_PATH) return environment.CHROME_PATH;
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...candidates, ...places].find(isExecutable);
};

const run = (command, args) =>
  spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });

/** Debian's package, which needs root: undefined where it went well, otherwise why not. */
const installFromDebian = () => {
  if (process.getuid?.() !== 0) return 'installing Debian’s chromium-headless-shell needs root';
  if (run('apt-get', ['--version']).status !== 0) return 'there is no apt-get here';
  // A stale package index names versions that are gone. If it cannot be renewed, the old one may still do.
  run('apt-get', ['update', '-q']);
  const { status, stderr } = run('apt-get', [
    'install',
    '-y',
    '-q',
    '--no-install-recommends',
    'chromium-headless-shell',
  ]);
  return status === 0
    ? undefined
    : `apt-get could not install chromium-headless-shell: ${stderr.trim().split('\n').at(-1)}`;
};

/** The Chromium that the npm package @sparticuz/chromium unpacks, where the project has that package. */
const unpackFromNpm = async () => {
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return { path: await chromium.executablePath() };
  } catch (error) {
    return { reason: `the npm package @sparticuz/chromium gives none: ${error.message.split('\n')[0]}` };
  }
};

const find = async () => {
  const installed = installedBrowser();
  if (installed) {
    return isExecutable(installed)
      ? { path: installed }
      : { reason: `CHROME_PATH is ${installed}, which cannot be executed` };
  }
  const debian = installFromDebian();
  const path = installedBrowser();
  if (path) return { path };
  const npm = await unpackFromNpm();
  if (npm.path) return npm;
  return { reason: `no Chromium: ${commands.join(', ')} are not on the PATH, ${debian}, and ${npm.reason}` };
};

/**
 * The path of a Chromium, installed first where need be. Where there is none it prints why and gives undefined: browser tests then fail,
 * and say what they miss.
 */
export const ensureBrowser = async () => {
  const { path, reason } = await find();
  if (reason) console.error(`Browser tests: ${reason}.`);
  return path;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = await ensureBrowser();
  if (path) console.log(path);
  else process.exitCode = 1;
}
