import type { ClientBase } from 'pg';
import { insertAudit } from '#shared/store/insert-audit.ts';
import type { Manifest } from './manifest.ts';

/** Screens know commits by their number: after a restore writer and duty count on from numbers that nobody has seen. */
const commitsAhead = 1_000_000_000;

/**
 * Makes a restored database belong to the log that stands beside it now: the writer's place, live's checkpoints and all that the
 * duty process goes on from name it, holes of the old one are findings, and the trail tells of the restore. In one transaction.
 */
export async function adoptLog(
  client: ClientBase,
  { manifest, logId, actor, at }: { manifest: Manifest; logId: string; actor: string; at: Date },
): Promise<void> {
  const { id, takenAt, database, log } = manifest;
  await client.query('BEGIN');
  await client.query('UPDATE writer_position SET stream = $1, commit = commit + $3 WHERE stream = $2', [
    logId,
    log.id,
    commitsAhead,
  ]);
  await client.query('UPDATE duty_position SET stream = $1, change = change + $3 WHERE stream = $2', [
    logId,
    log.id,
    commitsAhead,
  ]);
  for (const table of ['checkpoints', 'duty_folds', 'evaluator_images']) {
    await client.query(`UPDATE ${table} SET stream = $1 WHERE stream = $2`, [logId, log.id]);
  }
  const counted = database.stream === log.id ? database.seq : 0;
  for (const [from, to] of logId === log.id ? [] : log.missing) {
    if (to <= counted) continue;
    const detail = `frames ${from} to ${to} were gone from the log before it was backed up`;
    await client.query(
      `INSERT INTO findings (seq, idx, world, source, id, found, detail) VALUES ($1, -1, '', '', '', 'hole', $2)`,
      [Math.max(from, counted + 1), detail],
    );
  }
  await insertAudit(client, {
    ...{ at, actor, verb: 'backup.restore', subject: id },
    detail: { takenAt, seq: database.seq, log: logId === log.id ? 'kept' : 'restored', to: log.to },
  });
  await client.query('COMMIT');
}
