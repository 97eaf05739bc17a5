import { readInstalled } from '#installed';

/** Where the kernel library's bytes come from: themselves, or a URL to fetch. In Node nothing is needed. */
export type LibrarySource = BufferSource | URL | string;

/**
 * The bytes of the kernel library. In Node the package is looked up in node_modules now, not when a bundle is made.
 * @throws Error where there is no source and this is not Node, or the package is not installed.
 */
export const load = async (source?: LibrarySource): Promise<BufferSource> => {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return source as BufferSource;
  if (source !== undefined) {
    const response = await fetch(source as URL | string);
    if (!response.ok)
      throw new Error(
        `Could not fetch the kernel library from ${String(source)}: status ${response.status}.`,
      );
    return response.arrayBuffer();
  }
  return readInstalled();
};
