/** The folder of a trial, inside that of its search. */
export const trialFolder = (trial: number): string => `trials/${trial}`;
