import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#shared/access/roles.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import { readDutyLog } from '#shared/store/read-duty-log.ts';
import type { AlertSeen } from '#shared/wire/alert-commands.ts';
import type { IncidentActed, IncidentDetail } from '#shared/wire/incident-commands.ts';
import type { ContactView, NoticeView } from '#shared/wire/notify-commands.ts';
import type { RotasShown } from '#shared/wire/rota-commands.ts';
import type { ShiftSeen, ShiftShown } from '#shared/wire/shift-commands.ts';
import { logColumns } from '../../../display/src/lib/duty/log/log-columns.ts';
import { setUpDuty, type DutySetUp } from '../../support/duty-process.ts';
import { someRules } from '../../support/kiosk-storm.ts';
import { openHttpReceiver } from '../../support/receivers.ts';
import { waitFor } from '../../support/wait-for.ts';

let duty: DutySetUp;
let receiver: Awaited<ReturnType<typeof openHttpReceiver>>;
let child: ChildProcess;
const phone = '0912345678';
const env = { LOG_LEVEL: 'silent' };

beforeAll(async () => {
  receiver = await openHttpReceiver((_taken, count) => (count % 4 === 0 ? { lateMs: 120 } : { status: 200 }));
  duty = await setUpDuty([]);
  const accounts: [string, Role][] = [
    ...([
      ['an', 'duty'],
      ['binh', 'duty'],
      ['coi', 'operator'],
      ['quan', 'administrator'],
    ] as const),
  ].map(([name, role]) => [name, role]);
  for (const [name, role] of accounts) {
    await insertAccount(duty.db, { name, role, unit: null, passwordHash: 'x', at: new Date() });
  }
  child = await duty.start(env);
});
afterAll(async () => {
  await duty.close();
  await receiver.close();
});

test('an address is sealed, told to who calls by it, and to nobody else, nor to the trail', async () => {
  const wish = {
    id: 'an',
    expectedVersion: 0,
    account: 'an',
    nameVi: 'Trực ban A',
    phone: '0912 345 678',
    channels: ['webhook'],
  };
  expect(await duty.ask('contact.set', wish, { actor: 'account:an' })).toMatchObject({ ok: false, code: 'forbidden' });
  expect(await duty.act<ContactView>('contact.set', wish, 'account:quan')).toMatchObject({ phone, version: 1 });
  const seenBy = async (actor: string): Promise<ContactView | undefined> =>
    (await duty.act<ContactView[]>('contact.list', {}, actor)).find(({ id }) => id === 'an');
  expect(await seenBy('account:binh')).toMatchObject({ phone, hidden: false });
  expect(await seenBy('account:coi')).toMatchObject({ phone: null, hidden: true, has: { phone: true } });
  // Another version is a conflict that names who was there; offices without an address are told as such.
  const answer = await duty.ask('contact.set', { ...wish, expectedVersion: 0 }, { actor: 'account:quan' });
  expect(answer).toMatchObject({
    ok: false,
    code: 'conflict',
    message: expect.stringContaining('account:quan') as string,
  });
  const offices = (await duty.act<ContactView[]>('contact.list', {})).filter(({ version }) => version === 0);
  expect(offices.length).toBeGreaterThan(0);
  const rows = await duty.rowsOf<{ whole: string }>(
    `SELECT (to_jsonb(t)::text) AS whole FROM audit t UNION ALL SELECT to_jsonb(t)::text FROM commands t
     UNION ALL SELECT to_jsonb(t)::text FROM contacts t UNION ALL SELECT to_jsonb(t)::text FROM notices t`,
  );
  expect(rows.map(({ whole }) => whole).join()).not.toContain(phone);
});

test('the rota says who is on duty now and where nobody is', async () => {
  const layer = {
    nameVi: 'Ca ngày',
    nameEn: 'Day',
    members: ['an'],
    startsAt: '2026-01-05T07:00',
    turnHours: 24,
    hours: 'Mo-Su 07:00-19:00',
    endsAt: null,
  };
  const wish = { id: 'truc-ban', expectedVersion: 1, nameVi: 'Trực ban', nameEn: 'Desk', layers: [layer] };
  expect(await duty.ask('rota.set', { ...wish, layers: [{ ...layer, members: ['ai'] }] })).toMatchObject({
    code: 'not-found',
  });
  await duty.act('rota.set', wish, 'account:binh');
  const show = (): Promise<RotasShown> =>
    duty.act<RotasShown>('rota.show', { from: '2026-11-23T00:00:00+07:00', days: 7 });
  expect((await show()).rotas[0]).toMatchObject({ gapHours: 84 });
  const { id } = await duty.act<{ id: number }>('rota.override', {
    ...{ rota: 'truc-ban', contact: 'an', from: '2026-11-23T19:00:00+07:00', to: '2026-11-24T07:00:00+07:00' },
  });
  expect((await show()).rotas[0]).toMatchObject({ gapHours: 72 });
  await duty.act('rota.override.remove', { id });
  expect((await show()).rotas[0]).toMatchObject({ gapHours: 84 });
});

test('a shift is another person’s once that person has accepted it, with all that was held in it', async () => {
  const [plain, exercise] = [await openAs('an'), await openAs('an', { isExercise: true })];
  const other = await openAs('quan');
  const task = { id: exercise.id, expectedVersion: exercise.version, text: 'Cử người' };
  await duty.act('incident.task.add', task, 'account:an');
  const alone = await insertAlert(null);
  const ofExercise = await insertAlert(exercise.id);
  for (const alert of [alone, ofExercise]) {
    await duty.act('alert.acknowledge', { alert, expectedVersion: 1, forS: 60 }, 'account:an');
  }
  const ownerOf = async (incident: { id: number }): Promise<string | null> =>
    (await duty.act<IncidentDetail>('incident.see', { id: incident.id })).incident.owner;

  const { id } = await duty.act<ShiftSeen>('shift.offer', { note: 'theo dõi Ba Đình' }, 'account:an');
  expect(await duty.ask('shift.offer', {}, { actor: 'account:binh' })).toMatchObject({ code: 'conflict' });
  expect(await duty.ask('shift.accept', { id }, { actor: 'account:an' })).toMatchObject({ code: 'forbidden' });
  await duty.act('shift.refuse', { id, note: 'thiếu việc của Sở' }, 'account:binh');
  expect(await ownerOf(plain)).toBe('an');
  const again = await duty.act<ShiftSeen>('shift.offer', { to: 'binh' }, 'account:an');
  expect(await duty.ask('shift.accept', { id: again.id }, { actor: 'account:quan' })).toMatchObject({
    code: 'forbidden',
  });
  expect(await duty.act('shift.accept', { id: again.id }, 'account:binh')).toMatchObject({ state: 'accepted' });
  const shown = await duty.act<ShiftShown>('shift.show', {}, 'account:coi');
  expect(shown.offered).toBeNull();
  expect(shown.past.map(({ state }) => state)).toEqual(['accepted', 'refused']);
  expect(again.content.open.filter((one) => one.isExercise).map(({ incident }) => incident)).toContain(exercise.id);
  expect(again.content.open.find(({ incident }) => incident === plain.id)?.isExercise).toBe(false);
  expect(again.content.promised.find(({ incident }) => incident === exercise.id)?.isExercise).toBe(true);

  expect([await ownerOf(plain), await ownerOf(exercise), await ownerOf(other)]).toEqual(['binh', 'binh', 'quan']);
  for (const incident of [plain, exercise]) {
    const { timeline } = await duty.act<IncidentDetail>('incident.see', { id: incident.id });
    const detail = { move: 'handover', from: 'an', to: 'binh', handover: again.id };
    expect(timeline.at(-1)).toMatchObject({ by: 'binh', kind: 'owner', detail });
  }
  for (const alert of [alone, ofExercise]) {
    const seen = await duty.act<AlertSeen>('alert.see', { id: alert });
    expect(seen.acts.map(({ by, act, note }) => [by, act, note])).toEqual([
      ['an', 'acknowledged', null],
      ['binh', 'handed_over', 'an → binh'],
    ]);
    // What was to come back within a minute is not lost in the change of hands.
    const { by, until } = seen.alert.acknowledgement ?? {};
    expect(by).toBe('binh');
    expect(Date.parse(until ?? '')).toBeGreaterThan(Date.now() + 20 * 60_000);
  }
  const [line] = await duty.rowsOf(
    `SELECT actor, detail->'incidents' AS incidents, detail->'alerts' AS alerts FROM audit
     WHERE verb = 'shift.accept' AND subject = $1`,
    [`handover:${again.id}`],
  );
  const both = { incidents: [plain.id, exercise.id], alerts: [alone, ofExercise] };
  expect(line).toEqual({ actor: 'account:binh', ...both });
  // Desks hear of it all at once.
  await waitFor('the desks to be told', () =>
    duty.messages.some(({ worlds }) =>
      worlds.some(
        ({ incidents, alerts }) =>
          both.incidents.every((one) => incidents.some((told) => told.id === one && told.owner === 'binh')) &&
          both.alerts.every((one) => alerts.some((told) => told.id === one && told.acknowledgement?.by === 'binh')),
      ),
    ),
  );

  const hour = 3_600_000;
  const span = { from: new Date(Date.now() - hour), to: new Date(Date.now() + hour) };
  const log = await readDutyLog(duty.db, { world: 'live', ...span, limit: 200 });
  const about = logColumns('en').find((column) => column.id === 'about');
  const written = log.map((one) => ({ ...one, about: about?.cell(one) }));
  expect(new Set(written.filter((one) => one.incident === plain.id).map((one) => one.about))).toEqual(
    new Set([`SC-${plain.id} Kiosk mất kết nối`]),
  );
  const marked = written.filter((one) => one.incident === exercise.id);
  expect(new Set(marked.map(({ source }) => source))).toEqual(new Set(['act', 'incident']));
  for (const one of marked) expect(one.about).toMatch(new RegExp(`^EXERCISE: SC-${exercise.id} `));
});

/** Opens an incident that is somebody's at once, so that nobody is called for it. */
function openAs(name: string, wish: { isExercise?: boolean } = {}): Promise<IncidentActed> {
  const body = { title: 'Kiosk mất kết nối', priority: 'P3', take: true, ...wish };
  return duty.act<IncidentActed>('incident.open', body, `account:${name}`);
}

/** An alert as a rule opens it. */
async function insertAlert(incident: number | null): Promise<number> {
  const [rule] = someRules({ id: 'thu', when: { kind: 'absence', intervals: 2 } });
  const [row] = await duty.rowsOf<{ id: number }>(
    `INSERT INTO alerts (world, rule, target, opened_seq, priority, labels, rule_body, since, opened_at, condition, value,
       suppression, incident, is_late, version, changed_at)
     VALUES ('live', 'thu', $2, 1, 'P3', '{}', $1, now(), now(), 'firing', 'null', '{"why": "none"}', $3, false, 1,
       now())
     RETURNING id`,
    [JSON.stringify(rule), randomUUID(), incident],
  );
  if (!row) throw new Error('no alert was written');
  return row.id;
}

test(
  'killed in the middle of a storm of acts, the duty process leaves no P1 unnotified',
  { timeout: 180_000 },
  async () => {
    const url = `http://127.0.0.1:${receiver.port}/hook`;
    await duty.act('channel.set', {
      expectedVersion: 0,
      settings: { kind: 'webhook', enabled: true, url, secret: 's' },
    });
    const chain = {
      ...{ id: 'khan', nameVi: 'Khẩn', nameEn: 'Urgent', priorities: ['P1'], owners: [], hours: '24/7', rounds: 0 },
      ...{ progressMin: 30, steps: [{ afterMin: 0, tell: [{ kind: 'contact', contact: 'an' }] }] },
    };
    await duty.act('chain.set', { expectedVersion: 1, position: 1, chain });
    const open = async (title: string): Promise<string> => {
      const id = randomUUID();
      for (;;) {
        // Whoever got no answer asks again with the same id, and gets the first one.
        const answer = await duty.ask<IncidentActed>('incident.open', { title, priority: 'P1' }, { id });
        if (answer.ok) return answer.value.number;
        await sleep(100);
      }
    };
    const numbers: string[] = [];
    for (const killAfterMs of [15, 60, 140]) {
      const opening = [0, 1, 2, 3].map((at) => open(`Kiosk mất kết nối ${killAfterMs}-${at}`));
      await sleep(killAfterMs);
      await duty.end(child, 'SIGKILL');
      child = await duty.start(env);
      numbers.push(...(await Promise.all(opening)));
      // A person is called once a minute; here that would take a while.
      await relax();
    }
    expect(new Set(numbers).size).toBe(12);
    await waitFor('every P1 to be told', async () => {
      await relax();
      const notices = await duty.act<NoticeView[]>('notify.list', { limit: 500 });
      const sent = new Set(notices.filter(({ state }) => state === 'sent').map(({ number }) => number));
      return numbers.every((number) => sent.has(number));
    });
    const seen = new Map(receiver.taken.map(({ headers, body }) => [String(headers['webhook-id']), body]));
    const told = [...seen.values()].flatMap((body) => (JSON.parse(body) as { notices: { number: string }[] }).notices);
    expect(told.map(({ number }) => number).sort()).toEqual(numbers.sort());
  },
);

/** Makes what was sent so long ago that no limit of a person holds any more. */
async function relax(): Promise<void> {
  await duty.db.query(`UPDATE deliveries SET started_at = started_at - interval '4 hours' WHERE state <> 'sending'`);
  await duty.db.query(`UPDATE messages SET next_at = now() WHERE next_at > now() AND NOT EXISTS (
    SELECT FROM deliveries d WHERE d.message = messages.id AND d.state = 'sending')`);
}
