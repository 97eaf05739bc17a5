import { sizeOf } from '@neurite/contract';

export const add = async ([a, b]: readonly [number, number]): Promise<number> => a + b;
export const nothing = (): void => undefined;
export const sizeOfShape = (shape: readonly number[]): number => sizeOf(shape);
export const fail = (message: string): never => {
  throw new Error(message);
};
export const complain = (message: string): void => console.error(message);
export const fetched = async (path: string): Promise<number> => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.arrayBuffer()).byteLength;
};

// The page's own globals: the workspace is compiled without the DOM's types.
interface PageGlobals {
  readonly crossOriginIsolated: boolean;
  readonly OffscreenCanvas: new (
    width: number,
    height: number,
  ) => {
    getContext(name: 'webgl2'): { getExtension(name: string): unknown } | null;
  };
}
export const abilities = (): { isolated: boolean; float32: boolean; shared: boolean } => {
  const { crossOriginIsolated, OffscreenCanvas } = globalThis as unknown as PageGlobals;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  return {
    isolated: crossOriginIsolated,
    float32: gl !== null && gl.getExtension('EXT_color_buffer_float') !== null,
    shared: typeof SharedArrayBuffer === 'function',
  };
};
