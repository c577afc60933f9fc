import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { natsAddress } from '#shared/service/nats-address.ts';
import { mountLosableDisk, whyNoLosableDisk } from '../../support/faults/losable-disk.ts';
import { mountSmallDisk, whyNoSmallDisk } from '../../support/faults/small-disk.ts';
import type { OwnServer } from '../../support/own-server.ts';
import type { Chaos, Scenario } from '../scenario.ts';

/** The log's disk: without power, without room. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F04',
    title: 'the machine of the log loses its power',
    required:
      'No accepted event is missing. (NATS runs on a disk of which only what was flushed survives; with its default of flushing every two minutes the same test must find loss, else it proves nothing.)',
    whyNot: whyNoLosableDisk,
    run: async (chaos) => {
      const { nats, cutPower } = await startOnLosableDisk(chaos);
      const city = await chaos.startCity({ servers: { nats } });
      for (let round = 0; round < chaos.upTo(1, 5); round += 1) {
        // What the writer had read before the cut must not hide what the log has lost.
        city.system.signal('writer', 'SIGSTOP');
        const ackedBefore = city.load.acked();
        await city.load.takes(600);
        await chaos.inject('power cut', cutPower);
        chaos.note(`${String(city.load.acked() - ackedBefore)} events were accepted and not yet counted at the cut`);
        await nats.start();
        city.system.signal('writer', 'SIGCONT');
        await chaos.recovers('events were taken again', city.load.flows());
        await city.caughtUp();
      }
      await demandThatDefaultLoses(chaos);
    },
  },
  {
    id: 'F06',
    title: 'the disk of NATS is full',
    required: 'The door answers 503 with Retry-After; with room again and NATS restarted everything accepted is there.',
    whyNot: whyNoSmallDisk,
    run: async (chaos) => {
      const home = await mkdtemp(join(tmpdir(), 'vonglau-full-'));
      const disk = mountSmallDisk(home, 96);
      chaos.later(async () => {
        disk.remove();
        await rm(home, { recursive: true, force: true });
      });
      const nats = await chaos.startServer('nats', { home });
      const city = await chaos.startCity({ servers: { nats } });
      await city.load.takes(300);
      const filler = join(home, 'another-program');
      await chaos.inject('another program fills the disk', () => {
        fill(filler, disk.freeBytes() - 64 * 1_024, disk.freeBytes);
      });
      const retriesBefore = city.load.answers.get(503) ?? 0;
      await sleep(chaos.upTo(12, 30) * 1_000);
      chaos.demand((city.load.answers.get(503) ?? 0) > retriesBefore, 'the door never answered 503');
      const said = /"level":(50|40)[^\n]*(frame|log)/.test(city.system.logText());
      chaos.demand(said, 'no process said that the log takes nothing');
      rmSync(filler);
      await nats.kill();
      await nats.start();
      await chaos.recovers('events were taken again', city.load.flows());
    },
  },
];

async function startOnLosableDisk(chaos: Chaos, reconfigure?: (config: string) => string) {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-power-'));
  // The server's account must reach its disk.
  await chmod(folder, 0o755);
  const home = join(folder, 'disk');
  const disk = mountLosableDisk(home, join(folder, 'image'), 256);
  chaos.later(async () => {
    disk.remove();
    await rm(folder, { recursive: true, force: true });
  });
  const nats = await chaos.startServer('nats', { home, ...(reconfigure && { reconfigure }) });
  const cutPower = async (): Promise<void> => {
    nats.pause();
    await sleep(20);
    await disk.cutPower(nats.kill);
  };
  return { nats, cutPower };
}

/** Acknowledged, not flushed, gone: without it a test that finds no loss would mean nothing. */
async function demandThatDefaultLoses(chaos: Chaos): Promise<void> {
  const { nats, cutPower } = await startOnLosableDisk(chaos, (config) => config.replace(/^\s*sync_interval:.*$/m, ''));
  const acknowledged = await publishSome(nats, 200);
  await cutPower();
  await nats.start();
  const left = await countMessages(nats);
  chaos.note(
    `without flushing, ${String(acknowledged - left)} of ${String(acknowledged)} acknowledged messages were lost`,
  );
  chaos.demand(left < acknowledged, 'void: a log that does not flush lost nothing either');
}

async function publishSome(nats: OwnServer, count: number): Promise<number> {
  const connection = await connect(natsAddress(nats.url));
  try {
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'UNFLUSHED', subjects: ['unflushed'], num_replicas: 1 });
    const log = jetstream(connection);
    for (let at = 0; at < count; at += 1) await log.publish('unflushed', randomBytes(200));
    return count;
  } finally {
    await connection.close();
  }
}

async function countMessages(nats: OwnServer): Promise<number> {
  const connection = await connect(natsAddress(nats.url));
  try {
    const manager = await jetstreamManager(connection);
    return (await manager.streams.info('UNFLUSHED')).state.messages;
  } catch {
    return 0;
  } finally {
    await connection.close();
  }
}

function fill(file: string, bytes: number, freeBytes: () => number): void {
  writeFileSync(file, Buffer.alloc(bytes));
  if (!existsSync(file) || freeBytes() > 2 ** 20) throw new Error('the disk could not be filled');
}
