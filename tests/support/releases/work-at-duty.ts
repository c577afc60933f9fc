import { findBackTest } from '#shared/store/rule-back-tests.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { AlertView, IncidentView } from '#shared/wire/duty.ts';
import type { IncidentActed, IncidentDetail } from '#shared/wire/incident-commands.ts';
import type { RuleTestStarted } from '#shared/wire/rule-commands.ts';
import type { ShiftSeen } from '#shared/wire/shift-commands.ts';
import { anEvent } from '../an-event.ts';
import { someRules } from '../kiosk-storm.ts';
import { mailChannel, openHttpReceiver, openMailServer, smsChannel } from '../receivers.ts';
import { waitFor } from '../wait-for.ts';
import type { CityToRecord } from './city-to-record.ts';

/** What is found is of a world where it is ten o'clock on a Monday: points advise nothing while they are closed. */
const world = 'sim:work';
const anchorWorldMs = Date.parse('2026-11-23T10:00:00+07:00');
const hourMs = 3_600_000;
const fromNow = (hours: number): string => new Date(Date.now() + hours * hourMs).toISOString();
const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex').toString('base64');

/** People on duty with something to reach them by, a kiosk out of order, a queue, and all that is done about them. */
export async function workAtDuty(city: CityToRecord): Promise<void> {
  const [phone, mail] = await Promise.all([openHttpReceiver(), openMailServer()]);
  await putOnDuty(city, { url: phone.url, mailPort: mail.port });
  const incident = await beAlarmed(city);
  await actOnIncident(city, incident);
  await actOnAlerts(city);
  await planAhead(city);
  await city.until('deliveries');
  // What is on its way is settled, so that the record does not end in the middle of a call.
  await waitFor('every call to be settled', async () => {
    const { rowCount } = await city.db.query(`SELECT FROM deliveries WHERE state = 'sending'`);
    return rowCount === 0;
  });
  await phone.close();
  await mail.close();
}

async function putOnDuty({ duty }: CityToRecord, to: { url: string; mailPort: number }): Promise<void> {
  for (const settings of [{ ...smsChannel(to.url), secret: 'of nobody' }, mailChannel(to.mailPort)]) {
    await duty('channel.set', { expectedVersion: 0, settings });
  }
  const contact = { expectedVersion: 0, phone: '0912345678', channels: ['sms'], quiet: 'Mo-Su 23:00-24:00' };
  await duty('contact.set', { ...contact, id: 'an', account: 'an', nameVi: 'Trực ban A', nameEn: 'Duty A' });
  await duty('contact.set', { ...contact, id: 'binh', account: 'binh', nameVi: 'Trực ban B', deputy: 'an' });
  const mail = { expectedVersion: 0, email: 'ward@vonglau.example', channels: ['email'] };
  await duty('contact.set', { ...mail, id: 'ba-dinh', office: 'CT-00004' });
  const layer = {
    ...{ nameVi: 'Ca', nameEn: 'Shift', members: ['an', 'binh'], startsAt: '2026-01-01T07:00', turnHours: 24 * 7 },
    ...{ hours: '24/7', endsAt: null },
  };
  await duty('rota.set', {
    ...{ id: 'truc-ban', expectedVersion: 1, nameVi: 'Trực ban', nameEn: 'Desk', layers: [layer] },
  });
  await duty('rota.override', { rota: 'truc-ban', contact: 'binh', from: fromNow(24), to: fromNow(36) });
}

/** Two rules find something, of a kiosk and of a queue beside which there is room. */
async function beAlarmed({ office, duty, say, db }: CityToRecord): Promise<number> {
  const [unwell, longWait] = someRules(
    {
      ...{ id: 'unwell', priority: 'P1' },
      when: { kind: 'state', field: 'heartbeat', path: 'healthy', op: '=', value: false },
    },
    {
      ...{ id: 'long-wait', scope: { kind: 'point' }, labels: ['queue'] },
      when: { kind: 'state', field: 'waiting', path: 'expectedWaitS', op: '>', value: 2_700 },
    },
  );
  for (const rule of [unwell, longWait]) {
    const { id: backTest } = await office<RuleTestStarted>('rule.test', { rule, days: 1 });
    await waitFor('the rule to be tried', async () => (await findBackTest(db, backTest))?.state === 'done');
    await office('rule.set', { rule, backTest });
  }
  const anchorRealMs = Date.now();
  await office('world.set', { world, anchorRealMs, anchorWorldMs, speed: 1, holdAtMs: null });
  let said = 0;
  const now = (type: string, data: Record<string, unknown>, asset: string, unit = '00004'): AcceptedEvent => {
    const time = new Date(anchorWorldMs + Date.now() - anchorRealMs).toISOString();
    said += 1;
    const of = { id: `work-${said}`, asset, unit, world, time, receivedtime: new Date().toISOString() };
    return anEvent(type, data, of);
  };
  const queueAt = (unit: string, waiting: number, expectedWaitS: number): AcceptedEvent =>
    now('counter.waiting', { waiting, expectedWaitS }, `P${unit}`, unit);
  let incidents: readonly IncidentView[] = [];
  // A new rule is judged by from some tick on; what does not end by itself is said until then.
  await waitFor('incidents to be found', async () => {
    const sick = now('kiosk.heartbeat', { healthy: false, coversS: 60, paperPct: 0 }, 'K001');
    await say([sick, queueAt('00004', 90, 3_600), queueAt('00008', 4, 240), queueAt('00025', 4, 240)]);
    ({ rows: incidents } = await duty<{ rows: IncidentView[] }>('incident.list', { world }));
    return incidents.reduce((sum, { alerts }) => sum + alerts.open, 0) >= 2;
  });
  const advised = await Promise.all(incidents.map(({ id }) => duty<IncidentDetail>('incident.see', { id })));
  return advised.find(({ advice }) => advice.length > 0)?.incident.id ?? 0;
}

async function actOnIncident({ duty }: CityToRecord, id: number): Promise<void> {
  const see = (): Promise<IncidentDetail> => duty<IncidentDetail>('incident.see', { id });
  const act = async (verb: string, body: object = {}): Promise<IncidentActed> => {
    const { incident } = await see();
    return duty<IncidentActed>(`incident.${verb}`, { id, expectedVersion: incident.version, ...body }, 'account:an');
  };
  const [advice] = (await see()).advice;
  await act('acknowledge', { note: 'đang gọi điểm' });
  await act('act', { advice: advice?.name ?? '' });
  await act('severity', { priority: 'P2', why: 'ít người' });
  const { made } = await act('task.add', { text: 'Gọi trưởng điểm', unit: '00004', dueAt: fromNow(1) });
  await act('task.add', { text: 'Gọi Điện lực' });
  await act('task.done', { task: made });
  await act('link', { url: 'https://vonglau.example/a', text: 'biên bản' });
  await act('attach', { name: 'ảnh.png', type: 'image/png', data: png });
  await act('wait', { reason: 'power', on: 'Điện lực' });
  await duty('incident.note', { id, text: 'đã gọi' }, 'account:binh');
  // Of the live city itself, so that somebody is called.
  await duty('incident.open', { title: 'Kiosk mất kết nối', priority: 'P1', units: ['00004'] });
  const exercise = { title: 'Cháy ở chợ', units: ['00082'], channel: 'ward', priority: 'P1', isExercise: true };
  const { id: over, version } = await duty<IncidentActed>('incident.open', { ...exercise, take: true });
  await duty('incident.resolve', { id: over, expectedVersion: version, how: 'hết diễn tập' });
}

async function actOnAlerts({ duty }: CityToRecord): Promise<void> {
  const alerts = await duty<readonly AlertView[]>('alert.list', { world });
  const one = alerts.find(({ rule }) => rule === 'unwell');
  if (!one) throw new Error('no alert of the kiosk');
  await duty('alert.acknowledge', { alert: one.id, expectedVersion: one.version, forS: 600 }, 'account:binh');
  await duty('alert.answer', { alert: one.id, unit: '00004', text: 'đã thay giấy' });
  await duty('alert.shelve', { world, rule: 'unwell', target: 'K001', reason: 'thợ đang sửa', forS: 3_600 });
}

/** Maintenance, closures, and the shift after this one. */
async function planAhead({ duty }: CityToRecord): Promise<void> {
  const closed = { unit: '00004', assets: ['K002'], from: fromNow(24), to: fromNow(28), reason: 'sửa điện' };
  const { id } = await duty<{ id: number }>('closure.propose', closed);
  await duty('closure.accept', { id });
  await duty('maintenance.set', {
    ...{ scope: { kinds: ['parking'] }, from: fromNow(0), to: fromNow(24 * 30), weekly: 'Sa 22:00-24:00' },
    reason: 'bảo trì hằng tuần',
  });
  const offered = await duty<ShiftSeen>('shift.offer', { to: 'binh', note: 'theo dõi Ba Đình' }, 'account:an');
  await duty('shift.accept', { id: offered.id }, 'account:binh');
}
