import { afterAll, beforeAll, expect, test } from 'vitest';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createSession } from '#shared/store/create-session.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import type { Role } from '#shared/access/roles.ts';
import type { AlertActed } from '#shared/wire/alert-commands.ts';
import { aBeat, aTick, setUpDuty, type DutySetUp } from '../../support/duty-process.ts';
import { someRules } from '../../support/kiosk-storm.ts';
import { waitFor } from '../../support/wait-for.ts';
import { TestScreen, tryUpgrade } from '../live/test-screen.ts';

const startMs = Date.parse('2026-11-23T02:00:00.000Z');
const origin = 'https://vonglau.test';
const units = { K001: '00004', K003: '00008' } as const;

let duty: DutySetUp;
let dutyProcess: ChildProcess;
let live: ChildProcess;
let port: number;
let nowS = 0;
const screens: TestScreen[] = [];

beforeAll(async () => {
  duty = await setUpDuty(
    someRules({ id: 'unwell', when: { kind: 'state', field: 'heartbeat', path: 'healthy', op: '=', value: false } }),
  );
  dutyProcess = await duty.start({ DUTY_IMAGE_S: '0.1' });
  live = spawn(process.execPath, ['stream/live/main.ts'], {
    env: {
      ...{ NATS_URL: duty.servers.natsUrl, DATABASE_URL: duty.database.databaseUrl, REDIS_URL: duty.servers.redisUrl },
      ...{ VONGLAU_CITY: duty.city, LOG_LEVEL: 'silent', LIVE_PORT: '0', PUBLIC_ORIGIN: origin },
      ...{ EVENTS_MAX_BYTES: String(64 * 2 ** 20), QUARANTINE_MAX_BYTES: String(2 ** 20) },
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  [{ port }] = (await once(live, 'message')) as [{ port: number }];
});

afterAll(async () => {
  for (const screen of screens) screen.close();
  live.kill();
  await once(live, 'exit');
  await duty.close();
});

async function say(health: Partial<Record<keyof typeof units, boolean>>): Promise<void> {
  nowS += 5;
  const time = new Date(startMs + nowS * 1_000).toISOString();
  const beats = Object.entries(health).map(([asset, healthy]) =>
    aBeat(asset, time, { unit: units[asset as keyof typeof units], data: { healthy, coversS: 60, paperPct: 80 } }),
  );
  await duty.judged(await duty.publish([...beats, aTick(time)]));
}

async function logIn(name: string, role: Role, unit: string | null = null): Promise<string> {
  await insertAccount(duty.db, { name, role, unit, passwordHash: 'x', at: new Date() });
  return (await createSession(duty.db, { account: name, now: new Date() })).token;
}

function open(session: string, topics = 'alerts'): TestScreen {
  const screen = new TestScreen(port, { topics, session, origin });
  screens.push(screen);
  return screen;
}

const standing = (screen: TestScreen) =>
  [...screen.alerts.values()].map(({ target, condition, acknowledgement }) => [target, condition, acknowledgement?.by]);

test('a desk gets what is open, then each change; two desks see one another', async () => {
  await say({ K001: false, K003: true });
  const [one, other] = [open(await logIn('an', 'duty')), open(await logIn('binh', 'operator'))];
  await one.reaches('alerts', 1);
  await other.reaches('alerts', 1);
  expect(standing(one)).toEqual([['K001', 'firing', undefined]]);

  await say({ K003: false });
  await waitFor('the second alert', () => one.alerts.size === 2 && other.alerts.size === 2);
  const alert = [...one.alerts.values()].find(({ target }) => target === 'K003');
  await duty.act<AlertActed>(
    'alert.acknowledge',
    { alert: alert?.id, expectedVersion: alert?.version, forS: 600 },
    'account:an',
  );
  await waitFor('both to see who has it', () =>
    [one, other].every((screen) => JSON.stringify(standing(screen)).includes('["K003","firing","an"]')),
  );
  await say({ K001: true });
  await waitFor('the first to be over', () =>
    [...other.alerts.values()].some(({ condition }) => condition === 'normal'),
  );
  expect(one.gaps + other.gaps).toBe(0);
  expect(one.ofType('snapshot').map(({ topic }) => topic)).toEqual(['alerts']);
  expect(one.ofType('delta').every(({ topic }) => topic === 'alerts')).toBe(true);
  await waitFor('a tick that tells of the duty process', async () => {
    // Heard of late: it says something at each of its commits only.
    await say({ K001: true, K003: false });
    return one.ofType('tick').some(({ dutyAgeS }) => dutyAgeS === 0);
  });
});

test("an account of a unit gets its unit's; who may not see alerts gets none, and nobody who does not ask", async () => {
  const session = await logIn('phuong', 'unit', '00008');
  const own = open(session);
  const all = open(await logIn('truong', 'leader'));
  await waitFor('the alerts', () => own.alerts.size > 0 && all.alerts.size === 2);
  expect([...own.alerts.values()].map(({ target }) => target)).toEqual(['K003']);
  await say({ K001: false });
  await waitFor('a third alert at the city', () => all.alerts.size === 3);
  await own.reaches('alerts', all.held.alerts?.offset ?? 0);
  expect(own.alerts.size).toBe(1);

  const wall = open(session, 'state,counts');
  await wall.reaches('state', 1);
  await say({ K001: true });
  await waitFor('the third to be over', () =>
    [...all.alerts.values()].every(({ target, condition }) => target === 'K003' || condition === 'normal'),
  );
  expect(wall.messages.some((message) => 'topic' in message && message.topic === 'alerts')).toBe(false);
  const cookie = { headers: { cookie: `vonglau_session=${session}` }, origin };
  expect(await tryUpgrade(port, cookie, '/live?world=live&topics=alerts,everything')).toBe(400);
});

test('a change that was never told is noticed: screens get a snapshot, and nothing is missing from it', async () => {
  const screen = open(await logIn('chi', 'duty'));
  await screen.reaches('alerts', 1);
  const before = screen.ofType('snapshot').length;
  // As if a message had been lost between the duty process and live.
  await duty.db.query(
    `WITH moved AS (UPDATE duty_position SET change = change + 1) UPDATE alerts SET acked_by = 'ai đó', acked_at = now(), acked_until = now() + interval '1 day', version = version + 1 WHERE target = 'K003'`,
  );
  await say({ K001: false });
  await waitFor('another snapshot', () => screen.ofType('snapshot').length > before);
  expect(standing(screen)).toContainEqual(['K003', 'firing', 'ai đó']);
  expect(screen.gaps).toBe(0);
});

test('a duty process that starts anew goes on with the same numbers, and its silence is told', async () => {
  const screen = open(await logIn('dung', 'duty'), 'state,alerts');
  await screen.reaches('alerts', 1);
  const held = screen.held.alerts?.offset ?? 0;
  await duty.end(dutyProcess, 'SIGKILL');
  dutyProcess = await duty.start({ DUTY_IMAGE_S: '0.1' });
  await say({ K001: true });
  await screen.reaches('alerts', held + 1);
  expect(screen.ofType('snapshot').filter(({ topic }) => topic === 'alerts')).toHaveLength(1);
  expect(screen.gaps).toBe(0);
});
