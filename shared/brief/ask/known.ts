import type { Ledger } from '../../kpi/ledger/ledger.ts';
import { readLedger } from '../../kpi/ask/read-ledger.ts';
import { listKeyedSources } from '../../store/read-events-by-source.ts';
import { listAnswersTo } from '../../store/read-brief-answers.ts';
import { readSetNames } from '../../store/read-set-names.ts';
import type { Sql } from '../../store/sql.ts';
import type { Says } from '../../wire/duty.ts';
import { addDays, type Days } from '../../kpi/ledger/days.ts';

/**
 * What a brief is worked out with besides events: the registry with its targets and exclusions, and who was to send.
 * `setNames`: what sets of units were called; undefined: it was issued before they were named. `answers`: what units had said of
 * its days and stood by, by number: of a later one, or one taken back later, the brief knows nothing; undefined as `setNames`.
 */
export type BriefKnown = {
  readonly ledger: Ledger;
  readonly sources: readonly string[];
  readonly setNames?: Readonly<Record<string, Says>>;
  readonly answers?: readonly number[];
};

/** What is known now, for a brief of some days. */
export async function readKnown(
  sql: Sql,
  { world, days, now }: { readonly world: string; readonly days: Days; readonly now: Date },
): Promise<BriefKnown> {
  const said = await listAnswersTo(sql, { world, days });
  return {
    ledger: await readLedger(sql, world),
    sources: await listKeyedSources(sql, { world, now }),
    setNames: await readSetNames(sql),
    answers: said.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ id }) => id),
  };
}

/** A brief never looks further back than this from its end, so that it can be worked out again from raw events. */
const lookBackDays = 31;

/** The first day a brief of some days looks at. */
export function firstDayRead({ to }: Days): string {
  return addDays(to, -lookBackDays);
}
