import { afterAll, beforeAll, expect, it } from 'vitest';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { retain } from '../../../stream/writer/retention.ts';
import { anEvent } from '../../support/an-event.ts';
import { setUpWriter } from '../../support/writer-process.ts';

let city: Awaited<ReturnType<typeof setUpWriter>>;
beforeAll(async () => {
  city = await setUpWriter();
  await city.start();
});
afterAll(() => city.close(true));

it('drops old days only sealed, keeps their day rows, and a recount vouches for both', async () => {
  const days = ['2026-09-01', '2026-09-02', '2026-10-20', '2026-11-23'];
  const events = days.flatMap((day) =>
    [1, 5, 12, 20].map((hour) =>
      anEvent(
        'call.queued',
        { callId: `c${hour}`, topic: 'PS' },
        { id: `${day}-${hour}`, time: `${day}T${String(hour).padStart(2, '0')}:00:00.000Z` },
      ),
    ),
  );
  await city.committed(await city.publish(events));
  const daysBefore = await city.one('SELECT count(*) AS n, sum(n) AS total FROM rollup_day');

  const horizonMs = Date.parse('2026-10-10T00:00:00Z');
  const retained = await retain(city.db, civilCalendar('Asia/Ho_Chi_Minh'), horizonMs);
  expect(retained).toEqual({ sealed: ['2026-09-01 live', '2026-09-02 live'], dropped: ['identities_2026_09'] });
  expect(await city.one('SELECT count(*) AS n FROM events')).toEqual({ n: 8 });
  expect(await city.one('SELECT count(*) AS n FROM seals WHERE dropped_at IS NOT NULL AND events = 4')).toEqual({
    n: 2,
  });
  expect(await city.one('SELECT count(*) AS n, sum(n) AS total FROM rollup_day')).toEqual(daysBefore);
  expect(await city.recount()).toMatchObject({ different: 0, events: 8 });
  expect((await city.recount()).sealedDays).toBeGreaterThan(0);

  await city.db.query(
    `UPDATE counts_day SET n = n + 1 FROM series s WHERE s.series = counts_day.series AND bucket = '2026-09-01' AND unit = ''`,
  );
  const { differences } = await city.recount();
  expect(differences.map(({ where }) => where)).toEqual(['seal of day roll-ups of 2026-09-01 in live']);
});

it('an event of a day that is closed in its world is kept apart, in another world it counts', async () => {
  const late = anEvent(
    'call.queued',
    { callId: 'c1', topic: 'PS' },
    { id: '2026-09-02-1', time: '2026-09-02T01:00:00.000Z' },
  );
  const total = () =>
    city.one(
      `SELECT sum(n) AS n FROM rollup_day WHERE world = 'live' AND bucket = '2026-09-02' AND unit = '' AND dim = ''`,
    );
  const before = await total();
  const elsewhere = { ...late, world: 'replay:september' };
  await city.committed(await city.publish([late, { ...late, id: 'never seen' }, elsewhere]));
  expect(await total()).toEqual(before);
  expect(await city.one(`SELECT count(*) AS n FROM findings WHERE found = 'closed'`)).toEqual({ n: 2 });
  const replayed = `SELECT sum(n) AS n FROM rollup_day WHERE world = 'replay:september' AND unit = '' AND dim = ''`;
  expect(await city.one(replayed)).toEqual({ n: '1' });

  await city.db.query(
    `UPDATE counts_day SET n = n - 1 FROM series s WHERE s.series = counts_day.series AND bucket = '2026-09-01' AND unit = ''`,
  );
  expect(await city.recount()).toMatchObject({ different: 0 });
  await retain(city.db, civilCalendar('Asia/Ho_Chi_Minh'), Date.parse('2026-10-10T00:00:00Z'));
  expect(await city.recount()).toMatchObject({ different: 0, events: 8 });
  await city.db.query(
    `DELETE FROM counts_day USING series s WHERE s.series = counts_day.series AND world = 'replay:september'`,
  );
  const { differences } = await city.recount();
  expect(differences.map(({ where }) => where)).toEqual(['seal of day roll-ups of 2026-09-02 in replay:september']);
});
