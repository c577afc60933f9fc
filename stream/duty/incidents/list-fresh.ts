import { channelOf } from '#shared/duty/incident/channel.ts';
import type { FreshAlert } from '#shared/duty/incident/group-alerts.ts';
import { askingChannels, isShort, risenMatters } from '#shared/duty/incident/what-about.ts';
import { isAnnounced } from '#shared/duty/announced.ts';
import { alertName } from '#shared/rules/alert.ts';
import { alertColumns, toAlertView, type AlertRow } from '#shared/store/alert-rows.ts';
import { listMembers } from '#shared/store/incident-members.ts';
import { readAskedAbout, type AskingChannel } from '#shared/store/read-asked-about.ts';
import type { AlertView } from '#shared/wire/duty.ts';
import type { DutyTransaction } from '../transaction.ts';
import type { KnownCity } from './known-city.ts';

/**
 * The open alerts of a world that are in no incident and may come into one: those that call for a person, those that another
 * explains, those of a storm. `again`: such as call for a person anew and whose incident is over.
 */
export async function listFresh(
  tx: DutyTransaction,
  world: string,
  { city, again }: { city: KnownCity; again: readonly number[] },
): Promise<FreshAlert[]> {
  const { rows } = await tx.sql.query<AlertRow>(
    `SELECT ${alertColumns} FROM alerts a
     WHERE a.world = $1 AND a.closed_at IS NULL AND (a.incident IS NULL OR a.id = ANY($2::bigint[]))
       AND (a.suppression ->> 'why' IN ('none', 'inhibited', 'storm')) AND NOT a.is_late
     ORDER BY a.priority, a.opened_seq, a.id`,
    [world, again],
  );
  if (rows.length === 0) return [];
  const views = rows.map(toAlertView);
  const members = new Map(
    (await listMembers(tx.sql, { alerts: views.map(({ id }) => id) })).map((one) => [one.id, one]),
  );
  const explaining = await findExplaining(tx, world, views);
  const fresh: FreshAlert[] = [];
  for (const [at, view] of views.entries()) {
    const member = members.get(view.id);
    const row = rows[at];
    const isCalling = isAnnounced(view);
    if (!member || !row || (!isCalling && view.suppression.why === 'none')) continue;
    const about = isCalling ? await findMatters(tx, view, channelOf(row.ruleBody), city) : [];
    const by = view.suppression.why === 'inhibited' ? view.suppression.by : '';
    fresh.push({ member: { ...member, about }, isAnnounced: isCalling, explainedBy: explaining.get(by) ?? null });
  }
  return fresh;
}

/** The ids of alerts by the names under which they explain others. */
async function findExplaining(
  tx: DutyTransaction,
  world: string,
  views: readonly AlertView[],
): Promise<ReadonlyMap<string, number>> {
  const names = new Set(views.flatMap(({ suppression }) => (suppression.why === 'inhibited' ? suppression.by : [])));
  if (names.size === 0) return new Map();
  const { rows } = await tx.sql.query<{ id: number; rule: string; target: string; openedSeq: number }>(
    'SELECT id, rule, target, opened_seq AS "openedSeq" FROM alerts WHERE world = $1 AND closed_at IS NULL',
    [world],
  );
  return new Map(rows.map((row) => [alertName(row), row.id] as const).filter(([name]) => names.has(name)));
}

/** What an alert has to do with: what a system serves, what people ask about far more than they did, and whether staff are missing. */
async function findMatters(
  tx: DutyTransaction,
  { world, labels }: AlertView,
  channel: ReturnType<typeof channelOf>,
  city: KnownCity,
): Promise<readonly string[]> {
  const { asset, point, unit } = labels;
  if (channel === 'system') return asset === undefined ? [] : city.servedBy(asset);
  const isQueue = channel === 'queue' && point !== undefined;
  const short = isQueue && isShort(city.placeOf(point), city.pointOf(point)) ? ['shortage'] : [];
  if (!askingChannels.includes(channel)) return short;
  const isLocal = channel === 'kiosk' || channel === 'queue';
  const asked = await readAskedAbout(tx.sql, {
    ...{ world, channel: channel as AskingChannel, unit: isLocal ? (unit ?? null) : null, now: tx.nowOf(world) },
  });
  return [...short, ...risenMatters(asked)];
}
