import {
  failure,
  success,
  type Backend,
  type Buffer,
  type Catalog,
  type Device,
  type HostArray,
  type Outcome,
  type Program,
} from '@neurite/contract';
import { optimise, unsupported } from '@neurite/program';
import { prepareProgram, type Prepared } from './prepared.js';

/** A device, and the programs that were prepared on it. */
export interface Session {
  readonly device: Device;
  readonly catalog: Catalog;
  /**
   * Optimises and prepares a program; asks for it only the first time that the key is used. What the backend cannot run is said in
   * diagnostics at the layers' lines.
   */
  prepare(key: string, make: () => Program): Promise<Outcome<Prepared>>;
  /** Disposes a program that is not needed again. */
  forget(key: string): void;
  close(): void;
}

/**
 * Opens a device of a backend. One session can run any number of recipes one after the other; whoever opens it closes it.
 *
 * @example
 * const session = await openSession(wasm, catalog);
 * try { … } finally { session.close(); }
 */
export const openSession = async (backend: Backend, catalog: Catalog): Promise<Session> => {
  const device = await backend.open();
  const programs = new Map<string, Promise<Outcome<Prepared>>>();
  const prepare = async (program: Program): Promise<Outcome<Prepared>> => {
    const optimised = optimise(program, device.capabilities);
    const refusals = unsupported(optimised, device.capabilities);
    return refusals.length > 0 ? failure(...refusals) : success(await prepareProgram(device, optimised));
  };
  return {
    device,
    catalog,
    prepare: (key, make) => {
      const known = programs.get(key) ?? prepare(make());
      programs.set(key, known);
      return known;
    },
    forget: (key) => {
      const known = programs.get(key);
      programs.delete(key);
      void known?.then((prepared) => prepared.ok && prepared.value.executable.dispose());
    },
    close: () => device.close(),
  };
};

/** Reads a buffer and frees it. */
export const take = async (device: Device, buffer: Buffer): Promise<HostArray> => {
  const data = await device.read(buffer);
  device.free(buffer);
  return data;
};
