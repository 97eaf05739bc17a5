/** The path of an installed Chromium, or undefined. */
export function installedBrowser(
  environment?: Readonly<Record<string, string | undefined>>,
): string | undefined;

/** The path of a Chromium, installed first where need be; where there is none it prints why and gives undefined. */
export function ensureBrowser(): Promise<string | undefined>;
