import type { EventKind } from '#shared/events/kind.ts';
import type { SentEvent } from '#shared/events/envelope.ts';
import { fieldProblem, type Problem } from '../http/problem.ts';
import type { Sender } from '../keys/sender.ts';

/** Whether this sender may say this: its own source, its kinds, its assets. Undefined when it may. */
export function checkRights(sender: Sender, event: SentEvent, { kind }: EventKind): Problem | undefined {
  if (!sender.mayUseSource(event.source)) {
    return fieldProblem('forbidden', 'source', `this key sends for ${sender.key.source} and what lies under it`);
  }
  if (!sender.kinds.has(kind)) {
    return fieldProblem(
      'forbidden',
      'type',
      `this key may not send ${kind}.*; it may send ${[...sender.kinds].join(', ')}`,
    );
  }
  if (!sender.maySpeakFor(event.asset))
    return fieldProblem('forbidden', 'asset', 'this key may not speak for this asset');
  return undefined;
}
