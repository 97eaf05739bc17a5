/** The path of an installed Chromium, or undefined. */
export function installedBrowser(
  environment?: Readonly<Record<string, string | undefined>>,
): string | undefined;

/** A Chromium, installed first where need be, or the reason why there is none. */
export function ensureBrowser(): Promise<
  | { readonly path: string; readonly reason?: undefined }
  | { readonly path?: undefined; readonly reason: string }
>;
