/**
 * How many seconds of the processor something takes: what else the machine does counts for little. Tests use it to tell work that grows
 * with the length of a text from work that grows with its square, never to say how fast something is.
 */
export const cpuSeconds = (run: () => void): number => {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};
