import { expect, it } from 'vitest';
import { anEvent } from '../../support/an-event.ts';
import { setUpWriter } from '../../support/writer-process.ts';

it('events of a new month are counted while a backup reads every table', async () => {
  const city = await setUpWriter();
  await city.start();
  // What pg_dump holds from its first moment to its last.
  await city.db.query('BEGIN');
  await city.db.query('LOCK TABLE identities, events, counts_day IN ACCESS SHARE MODE');
  const called = { ticketId: 'a', counter: 'Q1', waitS: 10, procedure: 'birth' };
  await city.committed(await city.publish([anEvent('ticket.called', called), anEvent('ticket.called', called)]));
  expect(await city.one('SELECT count(*) AS n FROM identities')).toEqual({ n: 1 });
  await city.db.query('ROLLBACK');
  await city.close(true);
});
