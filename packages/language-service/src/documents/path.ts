/** The name of a file that another one imports by a relative path: `./blocks.nn` from `nets/a.nn` is `nets/blocks.nn`. */
export const resolvePath = (path: string, from: string): string => {
  const folder = from.split('/').slice(0, -1);
  const steps = [...folder];
  for (const step of path.split('/')) {
    if (step === '.' || step === '') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
};
