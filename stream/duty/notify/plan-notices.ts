import { readCalledAlerts, readCalledIncidents, type CalledRow } from '#shared/store/read-called.ts';
import type { DueWork } from '../due/due-work.ts';
import type { ChangedAlert, DutyTransaction } from '../transaction.ts';
import { followSubject } from './follow-subject.ts';

/** What a transaction changed: alerts, and the ids of incidents. */
export type Changed = { readonly alerts: readonly ChangedAlert[]; readonly incidents: readonly number[] };

/**
 * Writes what persons are to be told into the outbox. Called last in each transaction that changed something. An alert that
 * is part of an incident is told by the incident alone, so sixty kiosks that are one incident are one message.
 */
export async function planNotices(tx: DutyTransaction, { alerts, incidents }: Changed): Promise<void> {
  const alone = alerts.filter(({ wasAnnounced, isAnnounced, view }) => wasAnnounced || isAnnounced || view.closedAt);
  const called = [
    ...(await readCalledIncidents(tx.sql, [...new Set(incidents)])),
    ...(await readCalledAlerts(tx.sql, [...new Set(alone.map(({ view }) => view.id))])),
  ];
  await followAll(tx, called);
}

/** The steps whose time has come in worlds whose clock has moved. */
export const followDueEscalations: DueWork = async (tx, worlds) => {
  for (const { world, now } of worlds) {
    const { rows } = await tx.sql.query<{ subject: string }>(
      'SELECT subject FROM escalations WHERE world = $1 AND next_at <= $2 ORDER BY next_at, subject LIMIT 200',
      [world, now],
    );
    const idsOf = (kind: string): number[] =>
      rows.filter(({ subject }) => subject.startsWith(`${kind}:`)).map(({ subject }) => Number(subject.split(':')[1]));
    const called = [
      ...(await readCalledIncidents(tx.sql, idsOf('incident'))),
      ...(await readCalledAlerts(tx.sql, idsOf('alert'))),
    ];
    await followAll(tx, called);
  }
};

/** Most of what changes calls nobody and never did: that is seen at once. */
async function followAll(tx: DutyTransaction, called: readonly CalledRow[]): Promise<void> {
  const over = called.filter(({ isOver }) => isOver).map(({ subject }) => subject);
  const { rows } =
    over.length === 0
      ? { rows: [] }
      : await tx.sql.query<{ subject: string }>(
          "SELECT subject FROM escalations WHERE subject = ANY($1) AND stage <> 'over'",
          [over],
        );
  const begun = new Set(rows.map(({ subject }) => subject));
  for (const one of called) if (!one.isOver || begun.has(one.subject)) await followSubject(tx, one);
}
