import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { typeNames, type TypeName } from '#shared/events/catalogue.ts';
import { decodeFrame, encodeFrame } from '#shared/wire/frame-bytes.ts';
import { readOutcome, type Outcome } from '../../support/corpus/read-outcome.ts';
import { recordFrame } from '../../support/corpus/record-frame.ts';

/*
 * What was stored once is read for ever: frames as the door of each version wrote them, with what came of them when they
 * were recorded. An entry is never changed; a version of the events' shape that differs gets a folder of its own.
 */

type Entry = { readonly frame: string; readonly outcome: Outcome };

const corpus = join(import.meta.dirname, '../../support/corpus');
/** The version a type's present shape came with; `v1` where it never changed. */
const shapedIn: Partial<Record<TypeName, string>> = { 'record.submitted': 'v2', 'record.paid': 'v2' };
const versionOf = (type: TypeName): string => shapedIn[type] ?? 'v1';
const isRecording = process.env.RECORD_CORPUS !== undefined;
const howToRecord = 'RECORD_CORPUS=1 npx vitest run --project unit tests/unit/events/corpus.test.ts';

const versions = readdirSync(corpus, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
/** Types that nobody can write: the clock is the door's own. */
const written = typeNames().filter((type) => type !== 'clock.voided') as TypeName[];

describe("today's events", () => {
  it.each(written)('%s is in the corpus', async (type) => {
    const file = fileOf(versionOf(type), type);
    if (isRecording && !existsSync(file)) await write(file, await recordFrame(type));
    expect(
      existsSync(file),
      `${type} has no entry in the corpus: add a sample to tests/support/corpus/samples.ts, run\n  ${howToRecord}\nand commit what it writes`,
    ).toBe(true);
  });

  it('are read from a compressed frame', () => {
    const file = join(corpus, 'v1', 'frame.zst');
    if (isRecording && !existsSync(file)) writeFileSync(file, encodeFrame(`[${textsOf('v1').join(',')}]`));
    const stored = readFileSync(file);
    expect(stored.readUInt32LE(0)).toBe(0xfd2fb528);
    const events = JSON.parse(decodeFrame(stored)) as unknown[];
    expect(events.length).toBeGreaterThan(50);
    expect(textsOf('v1')).toEqual(expect.arrayContaining(events.map((event) => JSON.stringify(event))));
  });
});

describe.each(versions)('stored events of %s', (version) => {
  it.each(entriesOf(version))('%s: read, counted and folded as when they were recorded', async (type) => {
    if (isRecording && !('outcome' in readEntry(version, type)))
      await write(fileOf(version, type), readEntry(version, type).frame);
    const { frame, outcome } = readEntry(version, type);
    const now = readOutcome(frame);
    expect(now.poison, 'an event that was accepted is no event any more: let its type read what it once wrote').toEqual(
      [],
    );
    expect(
      now.events,
      'stored events are another or count otherwise than they did: every roll-up of the past would differ from a recount. Keep the old meaning; give the new one another type or metric',
    ).toEqual(outcome.events);
    expect(
      now.fold,
      'stored events fold to another state. If that is meant, raise foldVersion (shared/fold/fold-state.ts) and record the outcomes anew: delete `outcome` of the entries, and run\n  ' +
        howToRecord,
    ).toEqual(outcome.fold);
  });
});

function entriesOf(version: string): string[] {
  return globSync('*.json', { cwd: join(corpus, version) })
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

function fileOf(version: string, type: string): string {
  return join(corpus, version, `${type}.json`);
}

function readEntry(version: string, type: string): Entry {
  return JSON.parse(readFileSync(fileOf(version, type), 'utf8')) as Entry;
}

/** Every event of a version, as it was written. */
function textsOf(version: string): string[] {
  return entriesOf(version).flatMap((type) =>
    (JSON.parse(readEntry(version, type).frame) as unknown[]).map((event) => JSON.stringify(event)),
  );
}

async function write(file: string, frame: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const text = JSON.stringify({ frame, outcome: readOutcome(frame) });
  writeFileSync(file, await format(text, { parser: 'json', printWidth: 120 }));
}
