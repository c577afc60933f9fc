import { sleep } from '#shared/service/retry.ts';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { askOwner } from '../commands/ask-owner.ts';
import type { CommandIo } from '../setup/command.ts';

const lookEveryMs = 3_000;

/** A signal that comes when a drill has been ended, by whomever, or with the command line's own. */
export function untilEnded(
  io: CommandIo,
  id: string,
): { readonly signal: AbortSignal; readonly isEnded: () => Promise<boolean>; readonly stop: () => void } {
  const ending = new AbortController();
  const stopped = new AbortController();
  const either = AbortSignal.any([io.signal, stopped.signal]);
  // An office that is away for a moment ends nothing.
  const isEnded = async (): Promise<boolean> => {
    const told = await askOwner<DrillTold>('office', io, 'drill.judge', { id }).catch(() => undefined);
    return told !== undefined && told.endedAt !== null;
  };
  void (async () => {
    for (;;) {
      await sleep(lookEveryMs, either);
      if (either.aborted) return;
      if (!(await isEnded())) continue;
      ending.abort();
      return;
    }
  })();
  return {
    signal: AbortSignal.any([io.signal, ending.signal]),
    isEnded,
    stop: () => {
      stopped.abort();
    },
  };
}
