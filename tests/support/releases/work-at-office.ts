import { randomUUID } from 'node:crypto';
import { totpOf } from '#shared/access/second-factor/totp.ts';
import type { FactorOffered } from '#shared/access/own-account-commands.ts';
import { usualWall } from '#shared/locality/wall-settings.ts';
import { insertBaselines } from '#shared/store/baselines.ts';
import { createSession } from '#shared/store/create-session.ts';
import { insertForecastErrors } from '#shared/store/insert-forecast-errors.ts';
import { insertReadings } from '#shared/store/rule-readings.ts';
import type { BriefIssued } from '#shared/wire/brief-commands.ts';
import type { KeyCreated } from '#shared/wire/commands.ts';
import type { TaskActed } from '#shared/wire/task-commands.ts';
import { anEvent } from '../an-event.ts';
import { fromBase32 } from '../from-base32.ts';
import type { CityToRecord } from './city-to-record.ts';

const password = 'bảy chữ của một bài thơ';
const world = 'sim:load';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const dayFromNow = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/** Accounts, keys, worlds and walls, before anybody works. */
export async function openOffice({ office, db }: CityToRecord): Promise<void> {
  // One is issued by hand; each is large.
  const { rows: periods } = await db.query<Record<string, unknown>>(
    `SELECT id, version AS "expectedVersion", name_vi AS "nameVi", name_en AS "nameEn", every, on_day AS "onDay", at
     FROM brief_periods`,
  );
  for (const period of periods) await office('brief.period.set', { ...period, isOn: false });
  const roles = { an: 'duty', binh: 'duty', chair: 'leader', left: 'viewer' };
  for (const [name, role] of Object.entries(roles)) await office('account.create', { name, role, password });
  await office('account.disable', { name: 'left' });
  const rights = { role: 'unit', unit: '00004' };
  await office('account.admit', { externalId: 'https://login.test p1', name: 'ward', rights }, 'process:display');
  await createSession(db, { account: 'an', now: new Date() });
  const { secret } = await office<FactorOffered>('account.factor.offer', { password }, 'account:chair');
  const code = totpOf(fromBase32(secret), Math.floor(Date.now() / 30_000));
  await office('account.factor.confirm', { code, keep: null }, 'account:chair');
  await office('world.set', { world, anchorRealMs: Date.now(), anchorWorldMs: Date.now(), speed: 60, holdAtMs: null });
  const key = { source: 'urn:test:source', world: 'live', kinds: ['ticket', 'parking'], assets: ['*'] };
  await office('key.create', key);
  const { kid } = await office<KeyCreated>('key.create', { ...key, source: 'urn:test:old' });
  await office('key.revoke', { kid });
  await office('key.try', {}, 'account:chair');
  await office('walltoken.create', { label: 'hall' });
  await office('wall.set', { ...usualWall, id: 'hall', name: { vi: 'Sảnh', en: 'Hall' } });
  const data = Buffer.from('the first part of a pack').toString('base64');
  await office('pack.upload', { upload: randomUUID(), part: 0, data });
}

/** Targets and what is left out of figures, a brief and its addendum, orders, moved staff, a drill, what nights measure. */
export async function workAtOffice(city: CityToRecord): Promise<void> {
  const { office } = city;
  const target = { set: 'city-2026', kpi: 'on_time_share', unitSet: 'all', from: dayFromNow(2), target: 0.9 };
  await office('target.set', { ...target, direction: 'at_least' });
  const hour = Math.floor(Date.now() / hourMs) * hourMs;
  const [from, to] = [hour - 2 * hourMs, hour - hourMs].map((ms) => new Date(ms).toISOString());
  const why = { cause: 'portal', reason: 'Cổng dừng', evidence: 'biên bản 12' };
  await office('exclusion.propose', { kpis: ['online_share'], unitSet: 'all', from, to, ...why });
  const answer = { unit: '00004', kpi: 'on_time_share', kind: 'note', text: 'thiếu người' };
  await office('answer.give', answer, 'account:ward');
  await office('staff.move', {
    ...{ kind: 'move', from: 'P00008', to: 'P00004', people: 2, why: 'đông' },
    toAt: new Date(Date.now() + dayMs).toISOString(),
  });
  await office('drill.start', {
    ...{ id: 'cup-dien', scenario: 'power-cut', name: { vi: 'Cúp điện', en: 'Power cut' } },
    expects: { cause: ['system-silent'], detect: 60, acknowledge: 300, steps: ['acknowledge'] },
    beginsAt: new Date().toISOString(),
  });
  await issueBrief(city);
  await giveOrder(city);
  await measureNight(city);
}

async function issueBrief({ office, say }: CityToRecord): Promise<void> {
  await office('brief.reader.set', { contact: 'ba-dinh', periods: ['day'] });
  const { id } = await office<BriefIssued>('brief.issue', { period: 'day', date: '2026-11-23' });
  await office('brief.check', { id });
  const record = { recordId: 'r1', procedure: '1.001193', channel: 'online' };
  await say([anEvent('record.submitted', record, { id: 'late-record', time: '2026-11-23T03:00:00.000Z' })]);
  await office('brief.check', { id });
}

async function giveOrder({ office }: CityToRecord): Promise<void> {
  const order = { office: '00004', work: 'Mở thêm hai quầy', responsibility: 'Chủ tịch phường', product: 'Báo cáo' };
  const give = async (days: number): Promise<TaskActed> => {
    try {
      return await office<TaskActed>('task.give', { ...order, due: dayFromNow(days) }, 'account:chair');
    } catch (error) {
      // Which days are no working days the calendar knows.
      if (days > 20) throw error;
      return give(days + 1);
    }
  };
  const { id } = await give(7);
  const on = { id, unit: '00004' };
  const { version: read } = await office<TaskActed>('task.read', on, 'account:ward');
  const { version: begun } = await office<TaskActed>('task.start', { ...on, expectedVersion: read }, 'account:ward');
  const file = {
    name: 'bao-cao.png',
    type: 'image/png',
    data: Buffer.from('89504e470d0a1a0a', 'hex').toString('base64'),
  };
  await office('task.finish', { ...on, expectedVersion: begun, file }, 'account:ward');
}

/** What would take weeks of a city to be worth measuring is kept as it is after them. */
async function measureNight({ db }: CityToRecord): Promise<void> {
  const [madeAt, day] = [new Date(), '2026-11-23'];
  const series = { metric: 'ticket.wait_ms', dim: '', stat: 'n', unit: '' } as const;
  await insertBaselines(db, { world, madeAt, day, rows: [{ ...series, slot: 10, median: 40, spread: 4.5, weeks: 6 }] });
  const error = { kind: 'queue-wait' as const, subject: 'P00004', horizon: 60, n: 40, mae: 1.5, maeNaive: 2.5 };
  await insertForecastErrors(db, {
    ...{ world, madeAt, fromDay: '2026-11-16', toDay: day },
    errors: [{ ...error, wins: 3, losses: 1, inside: 32 }],
  });
  const reading = { name: 'kpi online_share', time: madeAt.toISOString(), value: 0.4 };
  await insertReadings(db, { world, at: madeAt }, [reading]);
}
