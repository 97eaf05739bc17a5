import type { Readable, Writable } from 'node:stream';
import { type Connection, createConnection, type WatchDog } from 'vscode-languageserver';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { startServer } from './start-server.js';

/** Where a server reads and writes. */
export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
}

/** How often to look whether the editor is still there, in milliseconds: one that crashed says no goodbye. */
const heartbeat = 3_000;

const isAlive = (process_: number): boolean => {
  try {
    // Signal 0 only asks.
    return process.kill(process_, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Serves an editor over a pair of streams, by default those of the process, until it says goodbye, closes them or is gone.
 * The status is 0 after an orderly end and 1 otherwise, as the protocol wants it.
 */
export const serve = (
  { input, output }: Streams = { input: process.stdin, output: process.stdout },
): Promise<0 | 1> =>
  new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearInterval(timer);
      connection.dispose();
      // An input that stays open would keep the process alive.
      input.destroy();
      resolve(watchDog.shutdownReceived ? 0 : 1);
    };
    const watchDog: WatchDog = {
      shutdownReceived: false,
      initialize: ({ processId }) => {
        if (typeof processId !== 'number') return;
        timer = setInterval(() => {
          if (!isAlive(processId)) end();
        }, heartbeat);
        timer.unref();
      },
      exit: () => {
        end();
      },
    };
    const connection: Connection = createConnection(
      (logger) =>
        createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output), logger),
      watchDog,
    );
    input.once('end', end);
    input.once('close', end);
    startServer(connection);
  });
