import type { Span } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import type { FieldValue, TensorValue } from '../values/value.js';

/** What losses and metrics may speak of. */
export interface Readable {
  readonly outputs: ReadonlyMap<string, TensorValue>;
  /** Fields that feed no input of the model. */
  readonly targets: ReadonlyMap<string, TensorValue | FieldValue>;
  /** Whether mistakes keep fields out of this: what is missing has been reported. */
  readonly isIncomplete: boolean;
}

/** The only output with the only target, for `loss: cross_entropy`; reports where that is not clear. */
export const onlyPair = (
  session: Session,
  what: string,
  { outputs, targets, isIncomplete }: Readable,
  span: Span,
): readonly [TensorValue, TensorValue | FieldValue] | undefined => {
  const [output, ...otherOutputs] = outputs.values();
  const [target, ...otherTargets] = targets.values();
  if (output !== undefined && target !== undefined && otherOutputs.length === 0 && otherTargets.length === 0)
    return [output, target];
  if (isIncomplete) return undefined;
  session.diagnostics.push(
    report(
      'ambiguous-pairing',
      { what, outputs: [...outputs.keys()], targets: [...targets.keys()] },
      { span },
    ),
  );
  return undefined;
};
