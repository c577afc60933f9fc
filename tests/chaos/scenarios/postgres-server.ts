import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processTree } from '../../support/process-use.ts';
import { mountSmallDisk, whyNoSmallDisk } from '../../support/faults/small-disk.ts';
import { injectFault, whyNoInjection } from '../../support/faults/strace-inject.ts';
import type { Scenario } from '../scenario.ts';

/** The database server and its disk. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F18',
    title: 'PostgreSQL is killed in the middle of batches',
    required: 'Events are accepted all the while; the batch is tried again, and everything is counted once.',
    run: async (chaos) => {
      const { load, caughtUp } = await chaos.startCity();
      await load.flows();
      for (let round = 0; round < chaos.upTo(2, 15); round += 1) {
        await sleep(chaos.random.int(200, 1_500));
        await chaos.inject('SIGKILL of PostgreSQL', chaos.servers.postgres.kill);
        await load.flows(5_000);
        await chaos.servers.postgres.start();
        await chaos.recovers('counts caught up', caughtUp());
      }
    },
  },
  {
    id: 'F21',
    title: 'the disk of PostgreSQL is full',
    required: 'Events are accepted all the while; with space again it recovers without anybody typing SQL.',
    whyNot: whyNoSmallDisk,
    run: async (chaos) => {
      const home = await mkdtemp(join(tmpdir(), 'vonglau-small-'));
      const disk = mountSmallDisk(home, 256);
      chaos.later(async () => {
        disk.remove();
        await rm(home, { recursive: true, force: true });
      });
      const postgres = await chaos.startServer('postgres', { home });
      const { load, caughtUp, connect } = await chaos.startCity({ servers: { postgres } });
      await load.flows();
      await chaos.inject('the disk is filled up', async () => {
        const client = await connect();
        await client.query('CREATE TABLE ballast (text text)');
        const fill = `INSERT INTO ballast SELECT repeat(md5(random()::text || n), 60) FROM generate_series(1, 2000) n`;
        for (let full = false; !full;)
          full = await client.query(fill).then(
            () => false,
            () => true,
          );
        await client.end().catch(() => undefined);
      });
      chaos.note(`${String(Math.round(disk.freeBytes() / 1024))} KiB were left on the disk`);
      const fullS = chaos.upTo(6, 30);
      for (let second = 0; second < fullS; second += 1) {
        await load.flows(2_000);
        await sleep(1_000);
      }
      chaos.note(postgres.isRunning() ? 'PostgreSQL stayed up, refusing' : 'PostgreSQL ended itself (PANIC)');
      disk.resize(1_024);
      await postgres.start();
      await chaos.recovers('counts caught up', caughtUp());
    },
  },
  {
    id: 'F22',
    title: 'fsync of the WAL fails with EIO',
    required: 'PostgreSQL does not pretend: it restarts from its WAL, and what was accepted is counted once.',
    whyNot: whyNoInjection,
    run: async (chaos) => {
      const { load, caughtUp, connect } = await chaos.startCity();
      await load.flows();
      let restarts = 0;
      for (let round = 0; round < chaos.upTo(1, 6); round += 1) {
        const witness = await connect();
        witness.once('end', () => (restarts += 1));
        const when = String(chaos.random.int(1, 8));
        await chaos.inject(`fdatasync number ${when} of every process fails with EIO`, async () => {
          const fault = { syscalls: ['fdatasync'], error: 'EIO', when } as const;
          const injection = await injectFault(processTree(chaos.servers.postgres.pid()), fault);
          await sleep(2_000);
          chaos.demand((await injection.injected()) > 0, 'void: no fdatasync failed');
          await injection.stop();
        });
        await chaos.recovers('counts caught up', caughtUp());
        await witness.end().catch(() => undefined);
      }
      chaos.demand(restarts > 0, 'PostgreSQL went on after a failed fsync');
      chaos.note(`PostgreSQL restarted from its WAL after ${String(restarts)} of the failures`);
    },
  },
];
