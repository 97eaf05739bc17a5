// A reporter for Jest that keeps a file with the names of the test files that are running: where a run hangs, it says on what.
import { writeFileSync } from 'node:fs';

export default class Unfinished {
  #running = new Set();

  onTestFileStart({ path }) {
    this.#running.add(path);
    this.#write();
  }

  onTestFileResult({ path }) {
    this.#running.delete(path);
    this.#write();
  }

  #write() {
    const file = process.env.NEURITE_UNFINISHED;
    if (file) writeFileSync(file, [...this.#running].map((path) => `  ${path}\n`).join(''));
  }
}
