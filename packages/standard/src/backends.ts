import { capabilities as cpu } from '@neurite/backend-cpu';
import { capabilities as wasm } from '@neurite/backend-wasm';
import { capabilities as webgl } from '@neurite/backend-webgl';
import type { Backend, Capabilities } from '@neurite/contract';

/** A backend that may be chosen: what it can do is data; what runs it is loaded only when it is wanted. */
export interface BackendEntry {
  readonly capabilities: Capabilities;
  load(): Promise<Backend>;
}

export type BackendName = 'wasm' | 'webgl' | 'cpu';

/** All backends by name. */
export const backendTable: { readonly [N in BackendName]: BackendEntry } = Object.freeze({
  wasm: { capabilities: wasm, load: async () => (await import('@neurite/backend-wasm')).wasm },
  webgl: { capabilities: webgl, load: async () => (await import('@neurite/backend-webgl')).webgl },
  cpu: { capabilities: cpu, load: async () => (await import('@neurite/backend-cpu')).cpu },
});

/** Fastest first for the models that people train here; `cpu` is the reference and always there. */
const preferred: readonly BackendName[] = ['wasm', 'cpu'];

/** A backend that was passed over, and why. */
export interface PassedOver {
  readonly name: BackendName;
  readonly reason: string;
}

/** What was chosen, why, and what was passed over. */
export type BackendChoice =
  | {
      readonly ok: true;
      readonly name: BackendName;
      readonly reason: string;
      readonly passedOver: readonly PassedOver[];
    }
  | { readonly ok: false; readonly reason: string; readonly passedOver: readonly PassedOver[] };

/** What a program needs: true where a backend can do it, else why not, in words for a user. */
export type Needs = (capabilities: Capabilities) => true | string;

const isName = (name: string): name is BackendName => Object.hasOwn(backendTable, name);

const obstacle = async (name: BackendName, needs: Needs): Promise<string | undefined> => {
  const entry = backendTable[name];
  const able = needs(entry.capabilities);
  if (able !== true) return able;
  const available = await (await entry.load()).available();
  return available === true ? undefined : available;
};

/**
 * Chooses a backend: the one that is wanted, or with `auto` the first of wasm and cpu that is there and can do what is needed.
 *
 * @example const choice = await chooseBackend('auto'); // { ok: true, name: 'wasm', reason: 'the fastest that is here', passedOver: [] }
 */
export const chooseBackend = async (
  preference: string,
  needs: Needs = () => true,
): Promise<BackendChoice> => {
  if (preference !== 'auto' && !isName(preference))
    return {
      ok: false,
      reason: `There is no backend "${preference}"; there are ${Object.keys(backendTable).join(', ')} and auto.`,
      passedOver: [],
    };
  const candidates = preference === 'auto' ? preferred : [preference];
  const passedOver: PassedOver[] = [];
  for (const name of candidates) {
    const reason = await obstacle(name, needs);
    if (reason === undefined) {
      const why =
        preference === name
          ? 'asked for'
          : passedOver.length === 0
            ? 'the fastest that is here'
            : 'the next fastest that can do it';
      return { ok: true, name, reason: why, passedOver };
    }
    passedOver.push({ name, reason });
  }
  const reasons = passedOver.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  return { ok: false, reason: `No backend can run this here (${reasons}).`, passedOver };
};
