/** Lets everything else that waits run first; timers would be clamped to four milliseconds. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, milliseconds));

/** So many turns, then timers: what takes long may be noticed a little late, and the processor rests meanwhile. */
const patience = 64;

/** Resolves when the GPU has done everything enqueued so far, or the context is lost. */
export const finished = async (gl: WebGL2RenderingContext): Promise<void> => {
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (sync === null) return;
  gl.flush();
  for (let turns = 0; gl.clientWaitSync(sync, 0, 0) === gl.TIMEOUT_EXPIRED; turns++) {
    await (turns < patience ? turn() : pause(4));
  }
  gl.deleteSync(sync);
};
