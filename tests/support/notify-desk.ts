import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { sealWith } from '#shared/service/seal.ts';
import { listDeliveries } from '#shared/store/list-deliveries.ts';
import type { ChannelKind, ChannelSettings, NoticeView } from '#shared/wire/notify-commands.ts';
import type { OnAttempt } from '../../stream/duty/health/attend-notices.ts';
import { followDueEscalations, planNotices } from '../../stream/duty/notify/plan-notices.ts';
import { startNotify } from '../../stream/duty/notify/start-notify.ts';
import type { ChangedAlert, DutyTransaction } from '../../stream/duty/transaction.ts';
import { createTestDatabase } from './database.ts';
import { waitFor } from './wait-for.ts';

/** A database with people, channels and incidents of a city, and the outbox that reads it, on a clock of the test's own. */
export async function openNotifyDesk() {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.databaseUrl, types: pgTypes, max: 6 });
  const key = randomBytes(32);
  const seal = sealWith(key, 'contacts');
  const clock = { ms: Date.parse('2026-11-28T03:00:00Z') };
  const now = (): Date => new Date(clock.ms);
  let running: ReturnType<typeof startNotify> | undefined;

  const transact = async (work: (tx: DutyTransaction) => Promise<void>): Promise<void> => {
    const sql = await pool.connect();
    const nothing = (): void => undefined;
    const tx = {
      sql,
      now: now(),
      nowOf: now,
      viewOf: nothing,
      noteAlert: nothing,
      noteIncident: nothing,
      audit: nothing,
    };
    try {
      await sql.query('BEGIN');
      await work(tx as unknown as DutyTransaction);
      await sql.query('COMMIT');
    } finally {
      sql.release();
    }
  };

  return {
    ...{ pool, key, seal, clock, database, transact },
    addContact: async (
      id: string,
      over: Partial<{
        phone: string;
        email: string;
        channels: ChannelKind[];
        deputy: string;
        quiet: string;
        drills: boolean;
        office: string;
      }> = {},
    ): Promise<void> => {
      await pool.query(
        `INSERT INTO contacts (id, office, name_vi, name_en, phone_sealed, email_sealed, deputy, quiet, channels, drills,
           version, edited_by, edited_at) VALUES ($1, $2, $1, $1, $3, $4, $5, $6, $7, $8, 1, 'test', now())`,
        [
          ...[id, over.office ?? null, over.phone === undefined ? null : seal.close(over.phone)],
          ...[over.email === undefined ? null : seal.close(over.email), over.deputy ?? null, over.quiet ?? null],
          ...[over.channels ?? [], over.drills ?? false],
        ],
      );
    },
    setChannel: async (settings: ChannelSettings, secret: string | null = null): Promise<void> => {
      await pool.query(
        `INSERT INTO channels (kind, settings, secret_sealed, version, edited_by, edited_at)
         VALUES ($1, $2, $3, 1, 'test', now())
         ON CONFLICT (kind) DO UPDATE SET settings = EXCLUDED.settings, secret_sealed = EXCLUDED.secret_sealed`,
        [settings.kind, JSON.stringify(settings), secret === null ? null : seal.close(secret)],
      );
    },
    /** Everybody named takes turns at the duty desk, from long ago on. */
    onDuty: async (...members: string[]): Promise<void> => {
      const layer = {
        nameVi: 'Ca',
        nameEn: 'Shift',
        members,
        startsAt: '2026-01-01T07:00',
        turnHours: 24 * 56,
        hours: '24/7',
        endsAt: null,
      };
      await pool.query(`UPDATE rotas SET layers = $1 WHERE id = 'truc-ban'`, [JSON.stringify([layer])]);
    },
    /** Opens an incident and plans its notices in one transaction, as the duty process does. */
    openIncident: async (
      over: Partial<{ world: string; priority: string; title: string; isExercise: boolean; kiosks: number }> = {},
    ): Promise<number> => {
      let id = 0;
      await transact(async (tx) => {
        const { rows } = await tx.sql.query<{ id: number }>(
          `INSERT INTO incidents (world, title_vi, title_en, priority, state, is_exercise, channel, opened_by, units, assets,
             occurred_at, detected_at, detect_due, resolve_due)
           VALUES ($1, $2, 'Kiosks lost', $3, 'new', $4, 'rule', 'rule', '{}', '{}', $5, $5, $5, $5) RETURNING id`,
          [
            over.world ?? 'live',
            over.title ?? 'Kiosk mất kết nối',
            over.priority ?? 'P1',
            over.isExercise ?? false,
            now(),
          ],
        );
        id = rows[0]?.id ?? 0;
        const alerts = await insertAlerts(tx, { incident: id, count: over.kiosks ?? 0 });
        await planNotices(tx, { alerts: alerts.map(toChanged), incidents: [id] });
      });
      return id;
    },
    /** Opens an alert of no incident. */
    openAlert: async (): Promise<number> => {
      let id = 0;
      await transact(async (tx) => {
        [id = 0] = await insertAlerts(tx, { incident: null, count: 1 });
        await planNotices(tx, { alerts: [toChanged(id)], incidents: [] });
      });
      return id;
    },
    changeAlert: (id: number, set: string): Promise<void> =>
      transact(async (tx) => {
        await tx.sql.query(`UPDATE alerts SET ${set} WHERE id = $1`, [id]);
        await planNotices(tx, { alerts: [toChanged(id)], incidents: [] });
      }),
    changeIncident: (id: number, set: string): Promise<void> =>
      transact(async (tx) => {
        await tx.sql.query(`UPDATE incidents SET ${set} WHERE id = $1`, [id]);
        await planNotices(tx, { alerts: [], incidents: [id] });
      }),
    /** The world's clock ticks. */
    tick: (world = 'live'): Promise<void> =>
      transact((tx) => followDueEscalations(tx, [{ world, now: now(), isLate: false }])),
    // Long: only what never answers may run into it.
    start: (timeoutMs = 30_000, onAttempt?: OnAttempt): void => {
      const log = createLog('notify', 'silent');
      const origin = 'https://vonglau.example';
      running = startNotify({
        ...{ pool, seal, origin, log, now: () => clock.ms, timeoutMs },
        ...(onAttempt && { onAttempt }),
      });
    },
    stop: async (): Promise<void> => {
      await running?.stop();
      running = undefined;
    },
    notices: (incident?: number, world = 'live'): Promise<NoticeView[]> =>
      listDeliveries(pool, { world, incident, limit: 500 }),
    /** Waits until nothing of an incident waits any more; returns its notices, oldest first. */
    settled: async (incident: number, world = 'live'): Promise<NoticeView[]> => {
      let all: NoticeView[] = [];
      await waitFor(`the notices of ${incident} to be settled`, async () => {
        all = await listDeliveries(pool, { world, incident, limit: 500 });
        return all.length > 0 && all.every(({ state }) => state !== 'waiting');
      });
      return all.reverse();
    },
    close: async (passed = true): Promise<void> => {
      await running?.stop();
      await pool.end();
      if (passed) await database.drop();
    },
  };
}

const rule = {
  name: { vi: 'Kiosk im lặng', en: 'Kiosk silent' },
  action: { vi: 'Gọi điểm phục vụ.', en: 'Call the point.' },
  owner: 'GD-VP',
};

/** Alerts as rules open them: of an incident, or of none. */
async function insertAlerts(
  { sql, now }: DutyTransaction,
  { incident, count }: { incident: number | null; count: number },
): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO alerts (world, rule, target, opened_seq, priority, labels, rule_body, since, opened_at, condition, value,
       suppression, incident, is_late, changed_at)
     SELECT 'live', 'kiosk-silent', 'K' || n, 1, 'P1', '{}', $1, $2, $2, 'firing', 'null', '{"why": "none"}', $3, false, $2
     FROM generate_series(1, $4) AS n RETURNING id`,
    [JSON.stringify(rule), now, incident, count],
  );
  return rows.map(({ id }) => id);
}

/** An alert as the duty process tells that it changed. */
function toChanged(id: number): ChangedAlert {
  return { view: { id }, wasAnnounced: true, isAnnounced: true } as ChangedAlert;
}

export type NotifyDesk = Awaited<ReturnType<typeof openNotifyDesk>>;
