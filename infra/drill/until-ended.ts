import { sleep } from '#shared/service/retry.ts';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { askOwner } from '../commands/ask-owner.ts';
import type { CommandIo } from '../setup/command.ts';

const lookEveryMs = 3_000;

/** A signal that comes when a drill has been ended, by whomever, or with the command line's own. */
export function untilEnded(
  io: CommandIo,
  id: string,
): { signal: AbortSignal; isEnded: () => boolean; stop: () => void } {
  const ending = new AbortController();
  const stopped = new AbortController();
  const either = AbortSignal.any([io.signal, stopped.signal]);
  let isEnded = false;
  void (async () => {
    for (;;) {
      await sleep(lookEveryMs, either);
      if (either.aborted) return;
      // An office that is away for a moment ends nothing.
      const told = await askOwner<DrillTold>('office', io, 'drill.judge', { id }).catch(() => undefined);
      if (!told?.endedAt) continue;
      isEnded = true;
      ending.abort();
      return;
    }
  })();
  return {
    signal: AbortSignal.any([io.signal, ending.signal]),
    isEnded: () => isEnded,
    stop: () => {
      stopped.abort();
    },
  };
}
