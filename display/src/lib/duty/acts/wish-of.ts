import type { Priority } from '#shared/wire/duty.ts';
import { placesOfRow } from '../queue/places-of-row.ts';
import type { QueueRow } from '../queue/queue-row.ts';
import type { RowAct } from './acts-of-row.ts';
import type { DutyWish } from './duty-wish.ts';

/** What a person filled in for an act; '' or missing: nothing. */
export type Filled = {
  readonly text?: string;
  readonly on?: string;
  readonly waitReason?: string;
  readonly priority?: Priority;
  readonly account?: string;
  readonly forS?: number;
  readonly oneShot?: boolean;
};

/** How long who takes something has it before it comes back. */
export const takenForS = 1_800;

/**
 * The command an act on a row stands for, with the version that was seen: changed meanwhile, it is refused and told. Null:
 * there is nothing to send it about.
 */
export function wishOf(act: RowAct, row: QueueRow, filled: Filled = {}): DutyWish | null {
  if (act === 'shelve') return shelve(row, filled);
  return row.incident ? ofIncident(act, row, filled) : ofAlert(act, row);
}

/** What an act on an incident says besides its id and version; null: it is no act on an incident. */
const moreOf: Readonly<Record<RowAct, ((filled: Filled, text: string) => Readonly<Record<string, unknown>>) | null>> = {
  acknowledge: ({ forS }) => ({ forS: forS ?? takenForS }),
  ...{ start: () => ({}), resume: () => ({}), close: () => ({}), release: () => ({}) },
  wait: ({ waitReason, on }, text) => ({ reason: waitReason ?? 'other_unit', on: on ?? text }),
  resolve: (_, text) => ({ how: text }),
  reopen: (_, text) => ({ why: text }),
  ...{ escalate: null, note: null, shelve: null, open_incident: null },
};

function ofIncident(act: RowAct, { incident }: QueueRow, filled: Filled): DutyWish | null {
  if (!incident) return null;
  const at = { id: incident.id, expectedVersion: incident.version };
  const text = filled.text ?? '';
  if (act === 'note') return { verb: 'incident.note', body: { id: incident.id, text } };
  if (act === 'escalate') {
    if (filled.account) return { verb: 'incident.assign', body: { ...at, account: filled.account }, reason: text };
    return { verb: 'incident.severity', body: { ...at, priority: filled.priority ?? 'P1', why: text } };
  }
  const more = moreOf[act];
  return more && { verb: `incident.${act}`, body: { ...at, ...more(filled, text) } };
}

function ofAlert(act: RowAct, row: QueueRow): DutyWish | null {
  const { lead } = row;
  if (!lead) return null;
  const at = { alert: lead.id, expectedVersion: lead.version };
  if (act === 'acknowledge') return { verb: 'alert.acknowledge', body: { ...at, forS: takenForS } };
  if (act === 'release') return { verb: 'alert.unacknowledge', body: at };
  if (act !== 'open_incident') return null;
  const { world, name, priority, id } = lead;
  return {
    verb: 'incident.open',
    body: {
      ...{ world, title: name.vi, titleEn: name.en, priority, ...placesOfRow(row) },
      ...{ channel: 'staff', alerts: [id], take: true },
    },
  };
}

function shelve({ lead }: QueueRow, { text = '', forS = 3_600, oneShot = true }: Filled): DutyWish | null {
  if (!lead) return null;
  const { world, rule, target } = lead;
  return { verb: 'alert.shelve', body: { world, rule, target, reason: text, forS, oneShot }, reason: text };
}
