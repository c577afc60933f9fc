import { writeFileSync } from 'node:fs';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { retain } from '../../../stream/writer/retention.ts';
import { openCityToRecord } from './city-to-record.ts';
import { dumpTables } from './dump-tables.ts';
import { releaseFrames } from './release-data.ts';
import { workAtDuty } from './work-at-duty.ts';
import { openOffice, workAtOffice } from './work-at-office.ts';
import { workWithMoney } from './work-with-money.ts';

/** Lets today's processes make the data of this release, in a database of its own, by what people tell them. */
export async function recordRelease(file: string): Promise<void> {
  const city = await openCityToRecord();
  try {
    await openOffice(city);
    await city.say(...releaseFrames());
    await workAtDuty(city);
    await workAtOffice(city);
    await workWithMoney(city);
  } finally {
    await city.stop();
  }
  await retain(city.db, civilCalendar('Asia/Ho_Chi_Minh'), Date.parse('2026-10-20T00:00:00Z'));
  await city.db.query(
    `INSERT INTO checkpoints (hour, stream, seq, fold_version, pack_version, state)
     VALUES ('2026-11-22T20:00Z', 'EVENTS_REC x', 3, 1, 'Asia/Ho_Chi_Minh', '\\x1f8b')`,
  );
  writeFileSync(file, await dumpTables(city.db));
  await city.close();
}
