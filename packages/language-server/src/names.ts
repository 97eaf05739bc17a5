import { fileURLToPath, pathToFileURL } from 'node:url';

/** The name of a document: the path of a file with `/` between its steps, or the whole address of what is none. */
export const nameOf = (uri: string): string => {
  if (!uri.startsWith('file:')) return uri;
  try {
    return fileURLToPath(uri).replaceAll('\\', '/');
  } catch {
    // An address of another host, or one with bytes that are no text.
    return uri;
  }
};

/** The address of a document. */
export const uriOf = (name: string): string =>
  /^[a-z][a-z0-9+.-]+:/i.test(name) ? name : pathToFileURL(name).href;
