import { join } from 'node:path';
import type { Log } from '#shared/service/log.ts';
import { countInMemory, openCountJournal, type CountJournal } from './refusal-journal.ts';

/** Refusals of one civil day, by the name of their problem. */
export type RefusedDay = { readonly day: string; readonly reasons: Readonly<Record<string, number>> };

/**
 * How many events the door refused, by world, source, civil day and problem: nothing of what was in them. They are
 * journalled before the answer leaves, so a door that is killed loses none; a power cut may lose the last second.
 */
export type RefusalCounts = {
  readonly add: (world: string, source: string, problem: string) => void;
  /** By day, over the sources that `isOwn` names. */
  readonly read: (asked: {
    world: string;
    isOwn: (source: string) => boolean;
    from: string;
    to: string;
  }) => readonly RefusedDay[];
  /** Since when none is missing. */
  readonly since: () => string;
  readonly stop: () => void;
};

export type RefusalCounting = {
  /** The folder that only ingest uses. */
  readonly dir: string;
  readonly dayOf: (ms: number) => string;
  readonly now: () => number;
  readonly log: Log;
};

const keptMs = 62 * 86_400_000;
const journalBytes = 2 ** 20;

/** Goes on with the counts that the folder holds; where it cannot be written, in memory alone, because the door must open. */
export function openRefusalCounts({ dir, dayOf, now, log }: RefusalCounting): RefusalCounts {
  const nowIso = new Date(now()).toISOString();
  const journal = openJournal();
  function openJournal(): CountJournal {
    const isKept = (name: string): boolean => name.slice(0, 10) >= dayOf(now() - keptMs);
    try {
      return openCountJournal(join(dir, 'refusals.txt'), { nowIso, journalBytes, isKept });
    } catch (error) {
      log.error({ err: error }, 'refusals are counted in memory only: the data folder cannot be written');
      return countInMemory(nowIso);
    }
  }
  let added = new Map<string, number>();
  const flush = (): void => {
    const adding = added;
    added = new Map();
    try {
      journal.append(adding);
    } catch (error) {
      log.error({ err: error }, 'refusals are counted in memory only: free disk space in the data folder');
    }
  };
  return {
    add: (world, source, problem) => {
      // Neither has spaces. Written at the end of this turn, which is before any answer leaves.
      if (added.size === 0) queueMicrotask(flush);
      const name = `${dayOf(now())} ${world} ${source} ${problem}`;
      added.set(name, (added.get(name) ?? 0) + 1);
    },
    read: ({ world, isOwn, from, to }) => {
      const days = new Map<string, Record<string, number>>();
      for (const [name, count] of journal.counts) {
        const [day = '', ofWorld, source = '', problem = ''] = name.split(' ');
        if (ofWorld !== world || day < from || day > to || !isOwn(source)) continue;
        const reasons = days.get(day) ?? {};
        reasons[problem] = (reasons[problem] ?? 0) + count;
        days.set(day, reasons);
      }
      return [...days].map(([day, reasons]) => ({ day, reasons }));
    },
    since: () => {
      const keptFrom = new Date(now() - keptMs).toISOString();
      return journal.since > keptFrom ? journal.since : keptFrom;
    },
    stop: journal.close,
  };
}
