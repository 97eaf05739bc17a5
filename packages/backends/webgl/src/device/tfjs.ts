import type * as core from '@tensorflow/tfjs-core';
import type * as webgl from '@tensorflow/tfjs-backend-webgl';

/** tfjs, loaded when a device is opened: importing this package loads none of it. */
export interface Tfjs {
  readonly core: typeof core;
  readonly webgl: typeof webgl;
}

export const loadTfjs = async (): Promise<Tfjs> => {
  const [core, webgl] = await Promise.all([
    import('@tensorflow/tfjs-core'),
    import('@tensorflow/tfjs-backend-webgl'),
  ]);
  return { core, webgl };
};
