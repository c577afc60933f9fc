import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openNotifyDesk, type NotifyDesk } from '../../support/notify-desk.ts';
import { openHttpReceiver, type Taken } from '../../support/receivers.ts';
import { waitFor } from '../../support/wait-for.ts';

let desk: NotifyDesk;
let child: ChildProcess | undefined;
const open: { close: () => Promise<void> }[] = [];

beforeEach(async () => {
  desk = await openNotifyDesk();
  desk.clock.ms = Date.now();
});
afterEach(async ({ task }) => {
  await kill();
  for (const one of open.splice(0)) await one.close();
  await desk.close(task.result?.state === 'pass');
});

async function start(): Promise<void> {
  const env = { ...process.env, DATABASE_URL: desk.database.databaseUrl, SEAL_KEY: desk.key.toString('base64') };
  child = spawn(process.execPath, ['tests/support/notify-process.ts'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
}

async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function hook(port: number) {
  return { kind: 'webhook', enabled: true, url: `http://127.0.0.1:${port}/` } as const;
}

/** Each message by its id, and how often it came. */
function idsOf(taken: readonly Taken[]): string[] {
  return taken.map(({ headers }) => String(headers['webhook-id']));
}

it('is killed between the commit and the sending: what nobody has seen goes out when it is back', async () => {
  // Takes the connection and reads nothing: the attempt is noted, and nothing has arrived.
  const sockets = new Set<Socket>();
  const deaf = createServer({ pauseOnConnect: true }, (socket) => sockets.add(socket));
  deaf.listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  const { port } = deaf.address() as { port: number };
  await desk.setChannel(hook(port));
  await desk.addContact('an', { channels: ['webhook'] });
  await desk.onDuty('an');
  const id = await desk.openIncident();
  await start();
  await waitFor('the attempt to be noted', async () => (await desk.notices(id))[0]?.attempts[0]?.state === 'sending');
  await kill();
  for (const socket of sockets) socket.destroy();
  deaf.close();
  await once(deaf, 'close');
  const receiver = await openHttpReceiver(() => ({ status: 200 }), port);
  open.push(receiver);
  await start();
  const [notice] = await desk.settled(id);
  expect(notice?.attempts.map(({ state }) => state)).toEqual(['unknown', 'sent']);
  expect(receiver.taken).toHaveLength(1);
});

it('is killed between the sending and the note: it comes again under the same id', async () => {
  const receiver = await openHttpReceiver((_taken, count) => (count === 1 ? { hangs: true } : { status: 200 }));
  open.push(receiver);
  await desk.setChannel(hook(receiver.port));
  await desk.addContact('an', { channels: ['webhook'] });
  await desk.onDuty('an');
  const id = await desk.openIncident();
  await start();
  await waitFor('the message to arrive', () => receiver.taken.length === 1);
  await kill();
  await start();
  await desk.settled(id);
  expect(receiver.taken).toHaveLength(2);
  expect(new Set(idsOf(receiver.taken)).size).toBe(1);
});

it(
  'is killed again and again in a storm: no P1 is unnotified, and each is seen once by its id',
  { timeout: 240_000 },
  async () => {
    const receiver = await openHttpReceiver((_taken, count) => (count % 3 === 0 ? { lateMs: 150 } : { status: 200 }));
    open.push(receiver);
    await desk.setChannel(hook(receiver.port));
    const people = Array.from({ length: 8 }, (_, at) => `nguoi-${at}`);
    for (const one of people) await desk.addContact(one, { channels: ['webhook'] });
    await desk.pool.query(`UPDATE chains SET body = jsonb_set(body, '{steps,0,tell}', $1) WHERE id = 'khan'`, [
      JSON.stringify(people.map((contact) => ({ kind: 'contact', contact }))),
    ]);
    const ids: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      await start();
      ids.push(await desk.openIncident());
      await sleep(60 + ((turn * 137) % 400));
      await kill();
      await relax();
    }
    await start();
    const told = new AbortController();
    const relaxing = (async () => {
      while (!told.signal.aborted) {
        // One that fails is done again: the notices are waited for in any case.
        await relax().catch(() => undefined);
        await sleep(200);
      }
    })();
    try {
      const notices = (await Promise.all(ids.map((id) => desk.settled(id)))).flat();
      expect(notices).toHaveLength(ids.length * people.length);
      expect(notices.every(({ state }) => state === 'sent')).toBe(true);
    } finally {
      told.abort();
      await relaxing;
    }
    const seen = new Map(receiver.taken.map((one) => [String(one.headers['webhook-id']), one.body]));
    const pairs = [...seen.values()].flatMap((body) => {
      const { contact, notices } = JSON.parse(body) as { contact: string; notices: { number: string }[] };
      return notices.map(({ number }) => `${contact} ${number}`);
    });
    expect(new Set(pairs).size).toBe(ids.length * people.length);
    // Once each, where a receiver knows an id again.
    expect(pairs).toHaveLength(ids.length * people.length);
  },
);

/** A minute of a person passes between two calls; here that would make the test wait for hours. */
async function relax(): Promise<void> {
  await desk.pool.query(`UPDATE deliveries SET started_at = started_at - interval '4 hours' WHERE state <> 'sending'`);
  await desk.pool.query(`UPDATE messages SET next_at = now() WHERE next_at > now() AND NOT EXISTS (
    SELECT FROM deliveries d WHERE d.message = messages.id AND d.state = 'sending')`);
}
