import type { TryKey } from '#shared/store/try-key-row.ts';
import type { TryReport } from '../docs/try-report.ts';
import { askOwner } from './ask-owner.ts';
import { loadCity } from './load-city.ts';
import { readTryReport } from './read-try-report.ts';
import { createRefusalMemory } from './refusal-memory.ts';
import { resources } from './resources.ts';

const recall = createRefusalMemory(() => performance.now());

/** The report of a test key, read now. Whether who looks may see it was decided before; the door is asked in our own name. */
export function reportOnTry(key: TryKey): Promise<TryReport> {
  return readTryReport(
    {
      ...{ sql: resources().pool, recall, now: Date.now, timeZone: loadCity().view.timeZone },
      askDoor: (verb, body) => askOwner('ingest', verb, { actor: 'process:display', body }),
    },
    key,
  );
}
