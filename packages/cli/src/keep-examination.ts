import type { Diagnostic } from '@neurite/contract';
import { ratesPicture, type Examination } from '@neurite/core';
import { resolve } from 'node:path';
import { examinationJson } from './doctor-view.js';
import { writeWhole } from './write-file.js';

/** Writes the numbers of an examination, and its picture, into a folder; undefined, or why it could not. */
export const keepExamination = (
  folder: string,
  examination: Examination,
  cwd: string,
): Diagnostic | undefined => {
  const { recipe, rate, rates } = examination;
  const files = [
    ['doctor.json', `${JSON.stringify(examinationJson(examination), undefined, 2)}\n`],
    ...(rates === undefined ? [] : [['rate-range.svg', ratesPicture(recipe, rate, rates)] as const]),
  ] as const;
  for (const [file, content] of files) {
    const problem = writeWhole(resolve(cwd, folder, file), content);
    if (problem !== undefined) return problem;
  }
  return undefined;
};
