/**
 * Guards what the code before must have made sure of. A failure is a mistake of the program, never of its user:
 * users' mistakes are found by the compiler and returned as diagnostics.
 */
export function invariant(condition: unknown, message: string | (() => string)): asserts condition {
  if (!condition) throw new Error(typeof message === 'string' ? message : message());
}
