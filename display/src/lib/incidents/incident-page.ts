import type { WaitReason } from '#shared/duty/incident/incident-acts.ts';
import type { Priority } from '#shared/wire/duty.ts';
import type { AdviceView, IncidentDetail } from '#shared/wire/incident-commands.ts';
import type { DeskContext } from '../duty/desk-context.ts';
import type { KeptDetail } from '#shared/store/read-incident.ts';
import type { Taker } from '../duty/taker.ts';
import type { OtherIncident } from './seen-incident.ts';
import type { IncidentsWords } from './words/incidents-words.ts';

/** What every part of an incident's page is given. */
export type PageContext = {
  readonly desk: DeskContext;
  readonly words: IncidentsWords;
  readonly detail: KeptDetail;
  readonly timeZone: string;
  readonly nonce: string;
  /** What the address of the page keeps. */
  readonly query: string;
  readonly mayAct: boolean;
  /** What an act expects: the incident as it was when somebody began to write. */
  readonly version: number;
  /** Open ones that it may become part of, or give alerts to, as they were then too. */
  readonly others: readonly OtherIncident[];
  /** Who may be given it; null: that cannot be read. */
  readonly takers: readonly Taker[] | null;
  /** Who is logged in. */
  readonly account: string;
  /** The one unit that the reader may see; null: all. */
  readonly own: string | null;
  readonly names: Readonly<Record<string, string>>;
  readonly priorities: readonly Priority[];
  readonly waitReasons: readonly WaitReason[];
  /** What only the duty process knows; null: it does not answer. */
  readonly live: { readonly advice: readonly AdviceView[]; readonly took: IncidentDetail['took'] } | null;
};

/** Whether the reader may add something: nothing is added to what is closed. */
export function mayAdd({ mayAct, detail }: Pick<PageContext, 'mayAct' | 'detail'>): boolean {
  return mayAct && detail.incident.state !== 'closed';
}

/** What a task was said to be done with, by the timeline; '': nothing was said. */
export function evidenceOf({ timeline }: Pick<KeptDetail, 'timeline'>, task: number): string {
  const said = timeline.findLast(({ kind, detail }) => kind === 'task' && detail['task'] === task && 'done' in detail);
  const how = said?.detail['how'];
  return typeof how === 'string' ? how : '';
}

/** Until when an incident is kept quiet: the first of what its alerts are put aside for ends; undefined: it is not, or nobody knows. */
export function quietUntil({ incident, alerts }: Pick<KeptDetail, 'incident' | 'alerts'>): string | undefined {
  if (incident.isQuiet !== true) return undefined;
  return alerts
    .flatMap(({ closedAt, silencing }) => (closedAt === null && silencing?.until ? [silencing.until] : []))
    .sort()[0];
}
