import type { AlertSeen } from '#shared/wire/alert-commands.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { IncidentDetail } from '#shared/wire/incident-commands.ts';
import type { ContactView, NoticeView } from '#shared/wire/notify-commands.ts';
import type { QueueRow } from '../queue/queue-row.ts';

/** Everything there is of the chosen row, as its owner told it; null parts cannot be read now. */
export type RowDetail = {
  readonly incident: IncidentDetail | null;
  readonly alert: AlertSeen | null;
  readonly contacts: readonly ContactView[] | null;
  readonly notices: readonly NoticeView[] | null;
  /** Why the owner told nothing; null: it did. */
  readonly fault: string | null;
};

type Told = {
  readonly incident?: CommandAnswer<IncidentDetail>;
  readonly alert?: CommandAnswer<AlertSeen>;
  readonly contacts: readonly ContactView[] | null;
  readonly notices?: readonly NoticeView[] | null;
};

/** What says that a row's detail has changed: its own version and those of its alerts. */
export function versionOf({ key, incident, alerts }: QueueRow): string {
  return [key, incident?.version ?? '', ...alerts.map(({ id, version }) => `${id}:${version}`)].join(' ');
}

/** Asks for the detail of a row. Never rejects. */
export async function readDetail(row: QueueRow, world: string, signal: AbortSignal): Promise<RowDetail> {
  const asked = row.incident
    ? `incident=${row.incident.id}&world=${encodeURIComponent(world)}`
    : `alert=${row.lead?.id ?? 0}`;
  try {
    const answer = await fetch(`/duty/see.json?${asked}`, { signal });
    if (!answer.ok) return nothing(`HTTP ${answer.status}`);
    const { incident, alert, contacts, notices } = (await answer.json()) as Told;
    const refused = [incident, alert].find((one) => one?.ok === false);
    return {
      incident: incident?.ok ? incident.value : null,
      alert: alert?.ok ? alert.value : null,
      ...{ contacts, notices: notices ?? null, fault: refused?.ok === false ? refused.message : null },
    };
  } catch (error) {
    return nothing(error instanceof Error ? error.message : '');
  }
}

function nothing(fault: string): RowDetail {
  return { incident: null, alert: null, contacts: null, notices: null, fault };
}
