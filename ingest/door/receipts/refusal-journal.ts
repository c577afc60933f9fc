import { closeSync, fdatasync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Counts by name (words without line breaks), in a file that is added to and summed up from time to time. */
export type CountJournal = {
  /** Since when nothing is missing from it. */
  readonly since: string;
  readonly counts: Map<string, number>;
  /** Hands what was added to the system, which writes it even if this process is killed. Throws when it cannot. */
  readonly append: (added: ReadonlyMap<string, number>) => void;
  readonly close: () => void;
};

const syncMs = 1_000;

/**
 * Opens the journal at `file`, begun at `nowIso` if there is none. Beyond `journalBytes` (or twice what the sums take) it
 * is written anew with one line per count; `isKept` says which counts stay then.
 */
export function openCountJournal(
  file: string,
  { nowIso, journalBytes, isKept }: { nowIso: string; journalBytes: number; isKept: (name: string) => boolean },
): CountJournal {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { since, counts } = readJournal(file, nowIso);
  let written = writeJournal(file, since, counts);
  let boundBytes = Math.max(journalBytes, 2 * written.bytes);
  let isDirty = false;

  const sumUp = (): void => {
    for (const name of counts.keys()) if (!isKept(name)) counts.delete(name);
    const whole = writeJournal(file, since, counts);
    closeSync(written.fd);
    written = whole;
    boundBytes = Math.max(journalBytes, 2 * whole.bytes);
  };
  const syncing = setInterval(() => {
    if (isDirty) fdatasync(written.fd, () => undefined);
    isDirty = false;
  }, syncMs);
  syncing.unref();
  return {
    since,
    counts,
    append: (added) => {
      addCounts(counts, added);
      // Begun anew: a line that a full disk cut short must not join this one.
      written.bytes += writeSync(written.fd, `\n${linesOf(added)}`);
      isDirty = true;
      if (written.bytes > boundBytes) sumUp();
    },
    close: () => {
      clearInterval(syncing);
      closeSync(written.fd);
    },
  };
}

/** The same without a file, for as long as the process lives. */
export function countInMemory(since: string): CountJournal {
  const counts = new Map<string, number>();
  return {
    ...{ since, counts },
    append: (added) => {
      addCounts(counts, added);
    },
    close: () => undefined,
  };
}

function addCounts(counts: Map<string, number>, added: ReadonlyMap<string, number>): void {
  for (const [name, count] of added) counts.set(name, (counts.get(name) ?? 0) + count);
}

function readJournal(file: string, nowIso: string): { since: string; counts: Map<string, number> } {
  const counts = new Map<string, number>();
  let since = nowIso;
  for (const line of readText(file).split('\n')) {
    const [, begun] = /^since (\S+)$/.exec(line) ?? [];
    if (begun !== undefined) since = begun;
    // A line that a crash cut short is none.
    const [, name, count] = /^(.+) (\d+) \.$/.exec(line) ?? [];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + Number(count));
  }
  return { since, counts };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Writes the journal whole: after a crash there is the old one or the new one. Goes on in the new one. */
function writeJournal(file: string, since: string, counts: ReadonlyMap<string, number>): { fd: number; bytes: number } {
  const fd = openSync(`${file}.new`, 'w', 0o600);
  try {
    const bytes = writeSync(fd, `since ${since}\n${linesOf(counts)}`);
    fsyncSync(fd);
    renameSync(`${file}.new`, file);
    return { fd, bytes };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function linesOf(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count} .\n`).join('');
}
