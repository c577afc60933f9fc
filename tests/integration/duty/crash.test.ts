import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { createRandom } from '../../../ingest/senders/simulator/engine/random.ts';
import { sleep } from '#shared/service/retry.ts';
import { setUpDuty, type DutySetUp } from '../../support/duty-process.ts';
import { stormFrames, stormRules } from '../../support/kiosk-storm.ts';
import { waitFor } from '../../support/wait-for.ts';

let whole: DutySetUp;
let broken: DutySetUp;
let frames: AcceptedEvent[][];

const storm = (steps: number): AcceptedEvent[][] => {
  const random = createRandom('a storm');
  return stormFrames(steps, () => random.unit());
};

beforeAll(async () => {
  frames = storm(150);
  [whole, broken] = [await setUpDuty(stormRules), await setUpDuty(stormRules)];
});

afterAll(async () => {
  await whole.close();
  await broken.close();
});

/** Images of the fold so often that a restart goes on from one. */
const env = { DUTY_IMAGE_S: '0.1', DUTY_FOLD_S: '0.4' };

test(
  'killed in the middle of a storm again and again, it stores the transitions that an undisturbed one stores, each once',
  { timeout: 180_000 },
  async () => {
    await whole.start(env);
    let lastSeq = 0;
    for (const frame of frames) lastSeq = await whole.publish(frame);
    await whole.judged(lastSeq);
    const expected = await whole.transitions();
    expect(expected.length).toBeGreaterThan(60);

    let process = await broken.start(env);
    for (const [at, frame] of frames.entries()) {
      await broken.publish(frame);
      await sleep(15);
      if (at % 37 === 36) {
        await broken.end(process, 'SIGKILL');
        process = await broken.start(env);
      }
    }
    await broken.judged(lastSeq);
    expect(JSON.stringify(await broken.transitions())).toBe(JSON.stringify(expected));
    const alerts = (setUp: DutySetUp) =>
      setUp.rowsOf(
        `SELECT world, rule, target, opened_seq, since, opened_at, closed_at, condition, suppression, value
       FROM alerts ORDER BY opened_seq, rule, target`,
      );
    expect(JSON.stringify(await alerts(broken))).toBe(JSON.stringify(await alerts(whole)));
  },
);

test('changes are numbered without a gap, and what was told is what is stored', async () => {
  const told = broken.messages.filter(({ worlds }) => worlds.length > 0);
  const numbers = [...new Set(told.map(({ change }) => change))];
  const [place] = await broken.rowsOf<{ change: number }>('SELECT change FROM duty_position');
  expect(place?.change).toBeGreaterThanOrEqual(numbers.length);
  const last = new Map(
    told.flatMap(({ worlds }) => worlds.flatMap(({ alerts }) => alerts.map((one) => [one.id, one]))),
  );
  const rows = await broken.rowsOf<{ id: number; condition: string; version: number }>(
    'SELECT id, condition, version FROM alerts ORDER BY id',
  );
  // A process killed between commit and telling leaves the last words to whoever reads again.
  const agreeing = rows.filter(({ id, version }) => last.get(id)?.version === version);
  expect(agreeing.length).toBeGreaterThan(rows.length / 2);
});

test(
  'of two duty processes the older is fenced out, and the newer goes on where it stood',
  { timeout: 120_000 },
  async () => {
    const older = await broken.start(env);
    const before = await broken.transitions();
    const newer = await broken.start(env);
    let seq = 0;
    const more = storm(260).slice(150);
    for (const frame of more) seq = await broken.publish(frame);
    await broken.judged(seq);
    await waitFor('the older to end', () => Promise.resolve(older.exitCode !== null));
    expect(older.exitCode).toBe(1);
    expect(newer.exitCode).toBeNull();
    const after = await broken.transitions();
    expect(JSON.stringify(after.slice(0, before.length))).toBe(JSON.stringify(before));
    const keys = after.map(({ world, rule, target, opened_seq: opened, seq: at }) =>
      [world, rule, target, opened, at].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
  },
);
