import { setTimeout as sleep } from 'node:timers/promises';
import { civilCalendar } from '#shared/time/civil-day.ts';

/** The city's day; near its end it waits for the next one, so that what a file calls today is so until it is done, `forMs` later. */
export async function steadyToday(forMs = 180_000): Promise<string> {
  const { dayOf } = civilCalendar('Asia/Ho_Chi_Minh');
  while (dayOf(Date.now()) !== dayOf(Date.now() + forMs)) await sleep(1_000);
  return dayOf(Date.now());
}
