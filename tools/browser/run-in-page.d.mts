/** A file: a path, or a `file:` URL such as `new URL('./x.page.ts', import.meta.url)`. */
export type File = string | URL;

export interface PageOptions {
  /** The TypeScript module that the page loads. */
  readonly entry: File;
  /** Files that the page can fetch, by absolute path: `{ '/kernels.wasm': file }`. */
  readonly files?: Readonly<Record<string, File>>;
}

export interface Page {
  /** Calls an exported function in the page. Arguments and results must survive JSON. Fails where the page reported an error. */
  call<R = unknown>(name: string, argument?: unknown): Promise<R>;
  close(): Promise<void>;
}

/** Opens a page of a headless Chromium that has loaded `entry`. */
export function openPage(options: PageOptions): Promise<Page>;

/** Opens a page, calls one exported function (by default the default export), closes the page, gives the result. */
export function runInPage<R = unknown>(
  options: PageOptions & { readonly call?: string; readonly argument?: unknown },
): Promise<R>;
