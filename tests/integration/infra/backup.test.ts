import { chmod, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { withConnection } from '#shared/service/with-connection.ts';
import { recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { decodeFrame } from '#shared/wire/frame-bytes.ts';
import type { AssetView } from '#shared/wire/push.ts';
import type { QuarantineListed } from '#shared/wire/quarantine.ts';
import { requestCommand } from '#shared/service/request.ts';
import { backupFiles, readManifest, type Manifest } from '../../../infra/backup/manifest.ts';
import { restoreQuarantine } from '../../../infra/backup/restore-streams.ts';
import { startServers, type RunningServers } from '../../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { migrate, readMigrations } from '../../../infra/setup/migrate.ts';
import { createDoorClient } from '../../../ingest/senders/door-client.ts';
import { insertUnwellRule, readDuty, untilAlertOpen } from '../../support/backup-duty.ts';
import { cutOff, flipBit } from '../../support/damage-file.ts';
import { openScreen } from '../../support/open-screen.ts';
import { runCommand } from '../../support/run-command.ts';
import { steadyToday } from '../../support/steady-today.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

const city = 'drill';
const source = 'urn:test:drill';
const passphrase = 'cột cờ nhìn xuống sông Hồng';
const mib = 2 ** 20;
const bounds = { EVENTS_MAX_BYTES: String(64 * mib), QUARANTINE_MAX_BYTES: String(mib) };

let home: string;
let servers: RunningServers;
let system: System;
let token: string;
let manifest: Manifest;
/** What the door accepted, by id, in the order of its answers. */
const accepted = new Map<string, { readonly amountVnd: number }>();
let next = 0;
// A screen counts the city's day: it may not end before this file is done.
await steadyToday(600_000);
/** One instant for all, so that a payment sent again is the same one. */
const today = new Date().toISOString();
/** The log up to the backup's end, as it was before everything was lost. */
let lostLog: { readonly seq: number; readonly idx: number; readonly event: AcceptedEvent }[];
let kioskBefore: AssetView;
let alertsBefore: Awaited<ReturnType<typeof readDuty>>['alerts'];

const place = (name: string): string => join(home, name);
const first = (): string => place('first');
const second = (): string => place('second');
const backup = (): string => place('backup');

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vonglau-backup-'));
  await chmod(home, 0o755);
  await writeFile(place('passphrase'), `${passphrase}\n`);
  servers = await startOn(first());
  await migrate(servers.databaseUrl, readMigrations(join(PROJECT_DIR, 'infra/sql')));
  system = await startOnServers(first());
  await withDatabase(insertUnwellRule);
  const key = { source, world: 'live', kinds: ['parking', 'kiosk'], assets: ['*'], ratePerS: 100_000 };
  token = await system.createKey(key);
});

afterAll(async () => {
  await system.stop();
  await servers.stop();
  await rm(home, { recursive: true, force: true });
});

describe('a backup', () => {
  it('is taken under load and found whole', async () => {
    await withDatabase((client) => untilAlertOpen(client, 'K002', () => send([beat(false, `k2-${next++}`, 'K002')])));
    // Said once, before live's checkpoint: only the checkpoint carries it over.
    await send([beat(false)]);
    await send([{ ...paid(), asset: 'B999' }], 1);
    await withDatabase((client) => untilAlertOpen(client, 'K001'));
    await load(500);
    await sleep(2_000);
    const loading = load(3_000);
    loading.catch(() => undefined);
    await sleep(300);
    const taken = await runCommand(['backup', backup(), '--passphrase-file', place('passphrase')], envOf(first()));
    expect(taken).toMatchObject({ code: 0 });
    await loading;
    manifest = readManifest(backup());
    expect(manifest.log.missing).toEqual([]);
    expect(manifest.log.events).toBeGreaterThan(0);

    const verified = await runCommand(
      ['verify', backup(), '--deep', '--passphrase-file', place('passphrase')],
      envOf(first()),
    );
    expect(verified.text).toContain('every table has its rows');
    expect(verified.text).toContain('opened: ingest/personal-key.json, ingest/quarantine-key');
    expect(verified.code).toBe(0);
    kioskBefore = await kioskOnScreen();
    lostLog = (await readLog()).filter(({ seq }) => seq <= manifest.log.to);
    await withDatabase(async (client) => void (alertsBefore = (await readDuty(client)).alerts));
    expect(alertsBefore).toMatchObject([
      { target: 'K002', isOpen: true },
      { target: 'K001', isOpen: true },
    ]);
  }, 240_000);

  it('holds no secret outside its sealed keys', async () => {
    const { text } = await runCommand(['backup', place('plain'), '--no-keys'], envOf(first()));
    expect(text).toContain('WITHOUT KEYS');
    const secrets = [
      await readFile(join(first(), 'ingest/quarantine-key'), 'utf8'),
      (JSON.parse(await readFile(join(first(), 'ingest/personal-key.json'), 'utf8')) as { secret: string }).secret,
      new URL(servers.databaseUrl).password,
      // It may hold an underscore itself.
      token.slice('vl_aaaaaaaa_'.length),
    ];
    for (const folder of [backup(), place('plain')]) {
      for (const { name } of readManifest(folder).files) {
        const bytes = await readFile(join(folder, name));
        for (const secret of secrets) expect(bytes.includes(secret.trim())).toBe(false);
        expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
      }
    }
    expect(text).not.toContain(passphrase);
  });

  it.each([
    ['database.dump', flipBit, /✗ database .*SHA-256 is another one/],
    ['log.frames.gz', cutOff, /✗ log .*is cut off: \d+ of \d+ bytes/],
    ['quarantine.frames.gz', (path: string) => rm(path), /✗ quarantine .*is missing/],
    ['keys.sealed', flipBit, /✗ keys .*SHA-256 is another one/],
    ['manifest.json', cutOff, /✗ manifest .*is damaged/],
  ])('with a broken %s is found and not restored', async (name, damage, says) => {
    const broken = place(`broken-${name}`);
    await cp(backup(), broken, { recursive: true });
    await damage(join(broken, name));
    const { code, text } = await runCommand(['verify', broken, '--no-keys'], envOf(first()));
    expect(text).toMatch(says);
    expect(code).toBe(1);
    const restored = await runCommand(['restore', broken, '--no-keys'], { VONGLAU_DATA: place('never') });
    expect(restored.code).toBe(1);
  });

  it('does not open to a wrong passphrase, which it says before anything is touched', async () => {
    await writeFile(place('wrong'), 'another passphrase\n');
    for (const verb of ['verify', 'restore']) {
      const tried = await runCommand([verb, backup(), '--passphrase-file', place('wrong')], {
        ...envOf(first()),
        VONGLAU_DATA: place('never'),
      });
      expect(tried.text).toContain('wrong passphrase');
      expect(tried.code).toBe(1);
    }
    const unasked = await runCommand(['restore', backup()], { VONGLAU_DATA: place('never') });
    expect(unasked.text).toContain('are sealed: give --passphrase-file');
  });
});

describe('the drill', () => {
  it('refuses a database that is in use, and one that is not empty', async () => {
    const restore = ['restore', backup(), '--no-keys'];
    const env = await ownerEnv(first());
    expect((await runCommand(restore, env)).text).toMatch(/is connected to vonglau: stop the system first/);
    await load(300);
    await system.stop();
    expect((await runCommand(restore, env)).text).toContain('is not empty: --replace sets it aside');
  });

  it('with only the database lost, loses nothing: the log is still there', async () => {
    const replaced = await runCommand(['restore', backup(), '--no-keys', '--replace'], await ownerEnv(first()));
    expect(replaced.text).toContain('the very log of the backup is still there');
    expect(replaced.code).toBe(0);
    system = await startOnServers(first());
    await judge([...accepted.keys()]);
    expect(await kioskOnScreen()).toEqual(kioskBefore);
    await judgeDuty();
  });

  it('with everything lost, holds all that was accepted up to the end of the backup, once', async () => {
    await system.stop();
    await servers.stop();
    await rm(first(), { recursive: true });
    const restored = await runCommand(['restore', backup(), '--passphrase-file', place('passphrase')], {
      ...bounds,
      ...{ VONGLAU_DATA: second(), PATH: process.env.PATH, VONGLAU_CACHE: cacheFolder(process.env) },
    });
    expect(restored.text).toContain('Restored drill-');
    expect(restored.code).toBe(0);
    servers = await startOn(second());
    system = await startOnServers(second());

    // Nothing was added by the restore, and the frames have the numbers they had.
    expect((await readLog()).filter(({ seq }) => seq <= manifest.log.to)).toEqual(
      lostLog.filter(({ seq }) => seq >= manifest.log.from),
    );
    await judge(lostLog.filter(({ event }) => event.type === 'parking.paid').map(({ event }) => event.id));
    expect(await kioskOnScreen()).toEqual(kioskBefore);
    await judgeDuty();
    await withDatabase(async (client) => {
      const { rows } = await client.query(`SELECT found, detail FROM findings WHERE found = 'hole'`);
      expect(rows).toEqual([]);
      const { rows: trail } = await client.query(`SELECT subject FROM audit WHERE verb = 'backup.restore'`);
      expect(trail).toEqual([{ subject: manifest.id }]);
    });
  });

  it('counts a sender that sends all of it again once, and shows what is new', async () => {
    const door = createDoorClient(system.ingestUrl, token);
    const again = [...accepted].map(([id, { amountVnd }]) => paid(id, amountVnd));
    expect((await door.send(again, AbortSignal.timeout(30_000))).accepted).toBe(again.length);
    door.close();
    await judge([...accepted.keys()]);
    const screen = openScreen(system.liveUrl, system.wallToken);
    await screen.opened;
    await waitFor('the screen to count', () => screen.cityCount('parking.paid_vnd') === accepted.size);
    await send([paid()]);
    await waitFor('the new event on the screen', () => screen.cityCount('parking.paid_vnd') === accepted.size);
    screen.close();
  });

  it('goes on judging where it was: the open alerts end when their kiosks are well', async () => {
    await send([beat(true, 'beat-again'), beat(true, 'k2-again', 'K002')]);
    await withDatabase((client) =>
      waitFor('the alerts to end', async () => (await readDuty(client)).alerts.every(({ isOpen }) => !isOpen)),
    );
    await withDatabase(async (client) => {
      expect((await readDuty(client)).alerts).toEqual(alertsBefore.map((alert) => ({ ...alert, isOpen: false })));
    });
  });

  it('opens what was in quarantine with the key that came back, once, however often it is restored', async () => {
    const jsm = await jetstreamManager(system.nats);
    const file = join(backup(), backupFiles.quarantine);
    const put = await restoreQuarantine(jsm, file, { subjects: system.subjects, nowMs: Date.now() });
    expect(put).toBeGreaterThan(0);
    expect((await jsm.streams.info(system.subjects.quarantineStream)).state.messages).toBe(put);
    const answer = await requestCommand<QuarantineListed>(
      system.nats,
      system.subjects.command('ingest', 'quarantine.list'),
      { actor: 'local:test', key: system.commandKey, body: { limit: 10 } },
    );
    const items = answer.ok ? answer.value.items : [];
    expect(items.map(({ problem }) => problem)).toContain('unknown-asset');
    expect((await stat(join(second(), 'ingest/quarantine-key'))).mode & 0o777).toBe(0o600);
  });

  // NATS 2.10 empties a stream that was made with `first_seq` when it starts the next time.
  it('still has its log after the servers were started again', async () => {
    const before = await readLog();
    await system.stop();
    await servers.stop();
    servers = await startOn(second());
    system = await startOnServers(second());
    expect((await readLog()).slice(0, before.length)).toEqual(before);
    await judge([...accepted.keys()]);
  });
});

function startOn(dataDir: string): Promise<RunningServers> {
  const env = {};
  return startServers({ dataDir, cacheDir: cacheFolder(process.env), env, report: () => undefined, throwaway: true });
}

function startOnServers(dataDir: string): Promise<System> {
  const processes = ['office', 'writer', 'live', 'duty', 'ingest'] as const;
  const imaged = { LIVE_CHECKPOINT_S: '0.5', DUTY_IMAGE_S: '0.1', DUTY_FOLD_S: '0.4' };
  return startSystem({ ...servers, city, processes, env: { VONGLAU_DATA: dataDir, ...imaged } });
}

function envOf(dataDir: string): NodeJS.ProcessEnv {
  return {
    ...{ PATH: process.env.PATH, VONGLAU_CACHE: cacheFolder(process.env), VONGLAU_DATA: dataDir, VONGLAU_CITY: city },
    ...{ NATS_URL: servers.natsUrl, DATABASE_URL: servers.databaseUrl, ...bounds },
  };
}

/** As an operator of a given database server would: with the superuser's address beside the system's. */
async function ownerEnv(dataDir: string): Promise<NodeJS.ProcessEnv> {
  const admin = new URL(servers.databaseUrl);
  admin.username = 'postgres';
  admin.password = await readFile(join(dataDir, 'servers/postgres/owner-password'), 'utf8');
  return { ...envOf(dataDir), DATABASE_ADMIN_URL: admin.href };
}

function paid(id = `p${next++}`, amountVnd = 1_000 + next) {
  return {
    ...{ specversion: '1.0', id, source, type: 'parking.paid', time: today, asset: 'B001' },
    data: { paymentId: id, method: 'card', amountVnd },
  };
}

function beat(healthy: boolean, id = 'beat', asset = 'K001') {
  return {
    ...{ specversion: '1.0', id, source, type: 'kiosk.heartbeat', time: new Date().toISOString() },
    ...{ asset, data: { healthy, coversS: 60 } },
  };
}

type Sent = ReturnType<typeof paid> | ReturnType<typeof beat>;

async function send(events: readonly Sent[], refused = 0): Promise<void> {
  const door = createDoorClient(system.ingestUrl, token);
  const sent = await door.send(events, AbortSignal.timeout(30_000));
  door.close();
  expect(sent.refused).toBe(refused);
  if (refused > 0) return;
  for (const { id, data } of events) if ('amountVnd' in data) accepted.set(id, { amountVnd: data.amountVnd });
}

/** Some 500 events a second for a while. */
async function load(forMs: number): Promise<void> {
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs) {
    await send(Array.from({ length: 25 }, () => paid()));
    await sleep(50);
  }
}

/** Exactly these payments are stored, each once and as it was sent; every roll-up is what a recount finds. */
async function judge(ids: readonly string[]): Promise<void> {
  const jsm = await jetstreamManager(system.nats);
  const { state } = await jsm.streams.info(system.subjects.eventsStream);
  await withDatabase(async (client) => {
    await waitFor(`the writer to reach frame ${state.last_seq}`, async () => {
      const { rows } = await client.query<{ seq: number }>('SELECT seq FROM writer_position');
      return (rows[0]?.seq ?? 0) >= state.last_seq;
    });
    const { rows } = await client.query<{ id: string; amountVnd: number }>(
      `SELECT id, (data->>'amountVnd')::bigint AS "amountVnd" FROM events WHERE type = 'parking.paid'`,
    );
    expect(new Map(rows.map(({ id, amountVnd }) => [id, amountVnd]))).toEqual(
      new Map(ids.map((id) => [id, accepted.get(id)?.amountVnd])),
    );
    expect(rows.length).toBe(ids.length);
    expect(await recount(client, civilCalendar('Asia/Ho_Chi_Minh'))).toMatchObject({ different: 0 });
  });
}

/** Duty goes on from the same log as the writer, past every change that was told, with the alert it had and no other. */
function judgeDuty(): Promise<void> {
  return withDatabase(async (client) => {
    const { alerts, change, isOfLog } = await readDuty(client);
    expect(alerts).toEqual(alertsBefore);
    expect(isOfLog).toBe(true);
    expect(change).toBeGreaterThanOrEqual(1_000_000_000);
  });
}

/** Every event in the log with its place. */
async function readLog(): Promise<typeof lostLog> {
  const jsm = await jetstreamManager(system.nats);
  const { state } = await jsm.streams.info(system.subjects.eventsStream);
  const events: typeof lostLog = [];
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const message = await jsm.direct.getMessage(system.subjects.eventsStream, { seq });
    const frame = message ? (JSON.parse(decodeFrame(message.data)) as AcceptedEvent[]) : [];
    events.push(...frame.map((event, idx) => ({ seq, idx, event })));
  }
  return events;
}

async function kioskOnScreen(): Promise<AssetView> {
  const screen = openScreen(system.liveUrl, system.wallToken);
  await screen.opened;
  await waitFor('the kiosk on the screen', () => screen.assets.has('K001'));
  screen.close();
  return screen.assets.get('K001') as AssetView;
}

function withDatabase(work: (client: pg.Client) => Promise<void>): Promise<void> {
  return withConnection({ connectionString: servers.databaseUrl, types: pgTypes }, work);
}
