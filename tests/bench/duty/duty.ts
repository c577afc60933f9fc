import { WebSocket } from 'ws';
import { ruleSchema } from '#shared/rules/rule.ts';
import { createSession } from '#shared/store/create-session.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import type { AlertView } from '#shared/wire/duty.ts';
import { pushProtocol, type ServerMessage } from '#shared/wire/push.ts';
import { createDoorClient } from '../../../ingest/senders/door-client.ts';
import { requestCommand } from '#shared/service/request.ts';
import { sleep } from '#shared/service/retry.ts';
import { insertRules } from '../../support/insert-rules.ts';
import { waitFor } from '../../support/wait-for.ts';
import { startBenchSystem, type BenchSystem } from '../bench-system.ts';
import { readAssets } from '../make-events.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { quantile, toFigure } from '../quantiles.ts';

const rates = [1, 2_000] as const;
const says = { vi: 'đo', en: 'bench' };
/** A fault reported at a kiosk, without any waiting: what is measured is the way, not the rule. */
const rule = ruleSchema.parse({
  ...{ id: 'bench-fault', name: says, priority: 'P2', scope: { kind: 'kiosk' }, storm: 1_000 },
  when: { kind: 'open', sort: 'fault', measure: 'count', op: '>=', value: 1 },
  ...{ owner: 'GD-VP', action: says },
});

/**
 * From the tick at which a condition holds to the alert at a desk's socket, beside a steady load; and from when the event was
 * sent, which adds the wait for the tick. `duty_act_*`: from an officer's acknowledgement to another desk's socket. Hanoi's rules
 * are judged too. Every probe's alert must come, and be stored once.
 */
export const duty: Measurement = {
  name: 'duty',
  about: 'condition holds → alert at a desk’s socket, at 1 and 2,000 events/s',
  minutes: 3,
  run: async (ports) => {
    const bench = await startBenchSystem(ports);
    try {
      return await measure(bench, ports);
    } finally {
      await bench.stop();
    }
  },
};

async function measure(bench: BenchSystem, { quick, say, signal }: BenchPorts): Promise<Figures> {
  await insertRules(bench.database, [rule]);
  // Rules are looked at every five seconds.
  await sleep(7_000, signal);
  const desk = await openDesk(bench);
  const kiosks = readAssets(bench.packDir).kiosks;
  const figures: Record<string, number> = {};
  let probes = 0;
  try {
    for (const ratePerS of rates) {
      const seconds = quick ? 6 : 60;
      const load = { mode: 'open', batch: 200, connections: 4, ratePerS } as const;
      const sending = bench.send({ ...load, run: `duty${ratePerS}`, events: Math.max(1, ratePerS) * seconds });
      const { tickMs, eventMs, actMs } = await probe(bench, {
        desk,
        kiosks: kiosks.slice(probes),
        seconds: seconds - 4,
        signal,
      });
      probes += tickMs.length;
      await sending;
      await bench.drained();
      for (const [name, values] of [
        ['tick', tickMs],
        ['event', eventMs],
        ['act', actMs],
      ] as const) {
        values.sort((a, b) => a - b);
        figures[`duty_${name}_p50_ms_at_${ratePerS}`] = toFigure(quantile(values, 0.5));
        figures[`duty_${name}_p99_ms_at_${ratePerS}`] = toFigure(quantile(values, 0.99));
      }
      say(
        `${ratePerS} events/s: ${tickMs.length} alerts, from the tick p50 ${quantile(tickMs, 0.5)} ms, worst ${tickMs.at(-1)} ms`,
      );
    }
    const { rows } = await bench.database.query<{ n: number }>('SELECT count(*) AS n FROM alerts WHERE rule = $1', [
      rule.id,
    ]);
    if (rows[0]?.n !== probes) throw new Error(`${probes} faults, ${rows[0]?.n} alerts stored`);
    return figures;
  } finally {
    desk.close();
  }
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Faults one after the other, each at a kiosk of its own; how long each alert took to the socket. */
async function probe(
  bench: BenchSystem,
  { desk, kiosks, seconds, signal }: { desk: Desk; kiosks: readonly string[]; seconds: number; signal: AbortSignal },
): Promise<{ tickMs: number[]; eventMs: number[]; actMs: number[] }> {
  const door = createDoorClient(bench.system.ingestUrl, bench.token);
  const [tickMs, eventMs, actMs]: [number[], number[], number[]] = [[], [], []];
  const endMs = Date.now() + seconds * 1_000;
  for (const asset of kiosks) {
    if (Date.now() >= endMs) break;
    const sentMs = Date.now();
    const event = {
      specversion: '1.0',
      id: `fault-${asset}-${sentMs}`,
      source: 'urn:bench:probe',
      type: 'kiosk.fault',
      asset,
    };
    const data = { faultId: `f-${sentMs}`, code: 'E01', planned: false };
    const sent = await door.send([{ ...event, time: new Date(sentMs).toISOString(), data }], signal);
    if (sent.accepted !== 1) throw new Error(`the fault at ${asset} was not accepted`);
    await waitFor(`the alert of ${asset}`, () => desk.seen.has(asset), 10_000);
    const seen = desk.seen.get(asset);
    if (!seen) continue;
    tickMs.push(seen.atMs - Date.parse(seen.alert.openedAt));
    eventMs.push(seen.atMs - sentMs);
    const actedMs = Date.now();
    await acknowledge(bench, seen.alert);
    await waitFor(`${asset} to be acknowledged`, () => desk.acknowledged.has(asset), 10_000);
    actMs.push((desk.acknowledged.get(asset) ?? actedMs) - actedMs);
    // Not in step with the ticks.
    await sleep(130 + ((tickMs.length * 97) % 700), signal);
  }
  door.close();
  return { tickMs, eventMs, actMs };
}

async function acknowledge({ system }: BenchSystem, { id: alert, version: expectedVersion }: AlertView): Promise<void> {
  const { nats, subjects, commandKey: key } = system;
  const subject = subjects.command('duty', 'alert.acknowledge');
  const body = { alert, expectedVersion, forS: 3_600 };
  const answer = await requestCommand(nats, subject, { actor: 'account:bench', key, body });
  if (!answer.ok) throw new Error(answer.message);
}

/** An officer's screen, as often as the desk asks for: when each kiosk's alert was first told. */
async function openDesk(bench: BenchSystem) {
  await insertAccount(bench.database, { name: 'bench', role: 'duty', unit: null, passwordHash: 'x', at: new Date() });
  const { token } = await createSession(bench.database, { account: 'bench', now: new Date() });
  const seen = new Map<string, { alert: AlertView; atMs: number }>();
  const acknowledged = new Map<string, number>();
  const socket = new WebSocket(`${bench.system.liveUrl}?world=live&hz=20&topics=alerts`, pushProtocol, {
    headers: { cookie: `vonglau_session=${token}` },
    origin: bench.system.publicUrl,
  });
  socket.on('message', (bytes: Buffer) => {
    const atMs = Date.now();
    const message = JSON.parse(bytes.toString()) as ServerMessage;
    if ((message.type !== 'snapshot' && message.type !== 'delta') || message.topic !== 'alerts') return;
    for (const alert of message.alerts) {
      if (alert.rule !== rule.id) continue;
      if (!seen.has(alert.target)) seen.set(alert.target, { alert, atMs });
      if (alert.acknowledgement && !acknowledged.has(alert.target)) acknowledged.set(alert.target, atMs);
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return { seen, acknowledged, close: (): void => socket.terminate() };
}
