import type pg from 'pg';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit, type AuditEntry } from '#shared/store/insert-audit.ts';
import type { Transition } from '#shared/rules/alert.ts';
import type { Hours } from '#shared/rules/expected.ts';
import type { DutyMessage } from '#shared/wire/duty.ts';
import { readChanged, readMessage, tellAxes } from './changed-alerts.ts';
import { takeTransitions } from './incidents/take-transitions.ts';
import { planNotices } from './notify/plan-notices.ts';
import { lockPlace, nextChange, type Place } from './place.ts';
import type { DutyTransaction } from './transaction.ts';

/** A commit under way: what parts are given, and what the commit itself keeps. */
export type Commit = DutyTransaction & {
  /** The place as it was found. */
  readonly place: Place;
  /** What a rule made of an alert, noted with it. */
  readonly noteTransition: (id: number, transition: Transition) => void;
  readonly auditWhole: (entry: AuditEntry) => void;
};

export type CommitsOptions = {
  readonly pool: pg.Pool;
  readonly fence: number;
  readonly now: () => Date;
  readonly nowOf: (world: string) => Date;
  readonly hours: Hours;
  readonly viewOf: DutyTransaction['viewOf'];
  /** Told after each commit, in their order; without changes too: then `worlds` is empty and `change` the last one's. */
  readonly onCommit: (message: DutyMessage) => void;
};

export type Commits = {
  /** Makes a commit: all of `work`, incidents, notices and the trail, or nothing. One at a time, in the order asked. */
  readonly commit: <Result>(work: (commit: Commit) => Promise<Result>) => Promise<Result>;
  /** Reads without holding the place. What it is given changes nothing. */
  readonly read: <Result>(work: (tx: DutyTransaction) => Promise<Result>) => Promise<Result>;
};

/** The commits of one duty process. */
export function createCommits({ pool, fence, now, nowOf, hours, viewOf, onCommit }: CommitsOptions): Commits {
  let before: Promise<unknown> = Promise.resolve();

  const commitNow = async <Result>(work: (commit: Commit) => Promise<Result>): Promise<Result> => {
    const { result, message } = await inTransaction(pool, async (sql) => {
      const place = await lockPlace(sql, fence);
      const notes = createNotes();
      const commit: Commit = { sql, now: now(), nowOf, hours, viewOf, place, ...notes.taken };
      const result = await work(commit);
      return { result, message: await finish(commit, notes) };
    });
    onCommit(message);
    return result;
  };

  return {
    commit: (work) => {
      const mine = before.then(() => commitNow(work));
      before = mine.catch(() => undefined);
      return mine;
    },
    read: (work) =>
      inTransaction(pool, (sql) => {
        const refuse = (): never => {
          throw new Error('a question changes nothing: an act is declared with repeat once');
        };
        const noted = { noteAlert: refuse, noteIncident: refuse, audit: refuse };
        return work({ sql, now: now(), nowOf, hours, viewOf, ...noted });
      }),
  };
}

type Notes = ReturnType<typeof createNotes>;

function createNotes() {
  const alerts = new Map<number, Transition[]>();
  const incidents = new Set<number>();
  const audits: (AuditEntry | Omit<AuditEntry, 'at'>)[] = [];
  const noteAlert = (id: number): Transition[] => {
    const transitions = alerts.get(id) ?? [];
    alerts.set(id, transitions);
    return transitions;
  };
  return {
    alerts,
    incidents,
    audits,
    taken: {
      noteAlert: (id: number): void => void noteAlert(id),
      noteTransition: (id: number, transition: Transition): void => void noteAlert(id).push(transition),
      noteIncident: (id: number): void => void incidents.add(id),
      audit: (entry: Omit<AuditEntry, 'at'>): void => void audits.push(entry),
      auditWhole: (entry: AuditEntry): void => void audits.push(entry),
    },
  };
}

/** What follows from what was noted: incidents, notices, the number of the change, the trail. */
async function finish(commit: Commit, { alerts, incidents, audits }: Notes): Promise<DutyMessage> {
  const { sql, now } = commit;
  let changed = await readChanged(sql, alerts);
  if (changed.length > 0) await takeTransitions(commit, changed);
  // Incidents are written on alerts too, and are told with them.
  if (incidents.size > 0 || alerts.size > changed.length) changed = await readChanged(sql, alerts);
  const isChange = alerts.size + incidents.size > 0;
  if (isChange) await planNotices(commit, { alerts: changed, incidents: [...incidents].sort((a, b) => a - b) });
  const change = isChange ? await nextChange(sql) : commit.place.change;
  const message = await readMessage(sql, {
    change,
    alerts: changed.map(({ view }) => view),
    incidents: [...incidents],
  });
  await tellAxes(sql, message);
  for (const entry of audits) await insertAudit(sql, { at: now, ...entry });
  return message;
}
