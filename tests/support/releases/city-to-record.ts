import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstream } from '@nats-io/jetstream';
import pg from 'pg';
import { inject } from 'vitest';
import { pgTypes } from '#shared/service/pg-types.ts';
import { requestCommand } from '#shared/service/request.ts';
import { createTestDatabase, randomCity } from '../database.ts';
import { startSystem } from '../system.ts';
import { waitFor } from '../wait-for.ts';

/** A city whose data is kept as that of a release: its real processes on a database of its own, and what they are told. */
export async function openCityToRecord() {
  const database = await createTestDatabase();
  const packDir = await makePack();
  const system = await startSystem({
    ...{ ...inject('servers'), packDir },
    ...{ databaseUrl: database.databaseUrl, city: randomCity() },
    processes: ['office', 'writer', 'duty', 'ingest'],
    envOf: { duty: { DUTY_IMAGE_S: '0.1', DUTY_FOLD_S: '0.1' } },
  });
  const db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  const { subjects, nats, commandKey: key } = system;
  const js = jetstream(nats);

  /** Sends a command that must succeed; returns its value. */
  const tell = async <Value>(owner: 'office' | 'duty', verb: string, body: object, actor: string): Promise<Value> => {
    const answer = await requestCommand<Value>(nats, subjects.command(owner, verb), { actor, key, body });
    if (!answer.ok) throw new Error(`${verb}: ${answer.code}: ${answer.message}`);
    return answer.value;
  };
  const positionOf = async (table: 'writer_position' | 'duty_position'): Promise<number> =>
    (await db.query<{ seq: number }>(`SELECT seq FROM ${table}`)).rows[0]?.seq ?? 0;
  return {
    ...{ db, commandKey: key },
    office: <Value = unknown>(verb: string, body: object, actor = 'local:test'): Promise<Value> =>
      tell<Value>('office', verb, body, actor),
    duty: <Value = unknown>(verb: string, body: object, actor = 'local:test'): Promise<Value> =>
      tell<Value>('duty', verb, body, actor),
    /** Puts frames into the log and waits until they are counted and judged. */
    say: async (...frames: readonly (readonly unknown[])[]): Promise<void> => {
      let seq = 0;
      for (const frame of frames) ({ seq } = await js.publish(subjects.events, JSON.stringify(frame)));
      await waitFor('the writer to count', async () => (await positionOf('writer_position')) >= seq);
      await waitFor('the duty process to judge', async () => (await positionOf('duty_position')) >= seq);
    },
    /** Waits until a table has a row. */
    until: (table: string): Promise<void> =>
      waitFor(`a row of ${table}`, async () => (await db.query(`SELECT FROM ${table} LIMIT 1`)).rowCount === 1),
    stop: () => system.stop(),
    close: async (): Promise<void> => {
      await db.end();
      await rm(packDir, { recursive: true });
      await database.drop();
    },
  };
}

export type CityToRecord = Awaited<ReturnType<typeof openCityToRecord>>;

/** The six-unit city, smaller by most of its calendar and larger by a ward that was merged into another. */
async function makePack(): Promise<string> {
  const packDir = await mkdtemp(join(tmpdir(), 'vonglau-pack-'));
  await cp('tests/support/cities/six-unit', packDir, { recursive: true });
  const calendar = await readFile(join(packDir, 'calendar.csv'), 'utf8');
  const kept = calendar.split('\n').filter((line) => /^(date|2026-1[12]|2027-01)/.test(line));
  await writeFile(join(packDir, 'calendar.csv'), `${kept.join('\n')}\n`);
  const merged = '00091,phuong,Phường cũ,Former ward,,2025-07-01,2026-10-01,105.836365,21.039446,1.5,20000,false\n';
  await appendFile(join(packDir, 'units.csv'), merged);
  await writeFile(join(packDir, 'successions.csv'), 'old_unit,new_unit,valid_from\n00091,00004,2026-10-01\n');
  return packDir;
}
