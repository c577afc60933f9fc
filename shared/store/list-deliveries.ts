import type { DeliveryView, NoticeView } from '../wire/notify-commands.ts';
import type { Sql } from './sql.ts';

type Asked = {
  readonly world: string;
  readonly incident?: number | undefined;
  readonly alert?: number | undefined;
  /** Goes on from a notice. */
  readonly before?: number | undefined;
  readonly limit: number;
};

type Row = Omit<NoticeView, 'contactName' | 'attempts'> & {
  readonly nameVi: string | null;
  readonly nameEn: string | null;
  readonly attempts: readonly DeliveryView[] | null;
};

/** Who was told what, newest first, with every attempt to send it: of a world, of an incident or of an alert. */
export async function listDeliveries(sql: Sql, asked: Asked): Promise<NoticeView[]> {
  const { rows } = await sql.query<Row>(
    `SELECT n.id, n.world, n.incident, n.alert, n.says->>'number' AS number, n.reason, n.priority,
       n.is_exercise AS "isExercise", n.step, n.round, n.contact, c.name_vi AS "nameVi", c.name_en AS "nameEn",
       n.state, n.why, ${iso('n.at')} AS at, ${iso('n.made_at')} AS "madeAt", ${iso('n.due_at')} AS "dueAt",
       ${iso('n.settled_at')} AS "settledAt", (
         SELECT jsonb_agg(jsonb_build_object('id', d.id, 'channel', d.channel, 'state', d.state, 'answer', d.answer,
           'startedAt', ${iso('d.started_at')}, 'endedAt', ${iso('d.ended_at')},
           'bundled', (SELECT count(*) FROM notices b WHERE b.message = n.message)) ORDER BY d.id)
         FROM deliveries d WHERE d.message = n.message
       ) AS attempts
     FROM notices n LEFT JOIN contacts c ON c.id = n.contact
     WHERE n.world = $1 AND ($2::bigint IS NULL OR n.incident = $2) AND ($3::bigint IS NULL OR n.alert = $3)
       AND ($4::bigint IS NULL OR n.id < $4)
     ORDER BY n.id DESC LIMIT $5`,
    [asked.world, asked.incident ?? null, asked.alert ?? null, asked.before ?? null, asked.limit],
  );
  return rows.map(({ nameVi, nameEn, attempts, ...notice }) => ({
    ...notice,
    contactName: nameVi === null || nameEn === null ? null : { vi: nameVi, en: nameEn },
    attempts: attempts ?? [],
  }));
}

/** An instant as screens are told it. */
function iso(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
