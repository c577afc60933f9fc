import { identifyLines, hashStatement } from '#shared/money/statement/line-identity.ts';
import type { StatementMapping } from '#shared/money/statement/mapping.ts';
import { openStatementParcel } from '#shared/money/statement/parcel.ts';
import type { StatementFault, StatementProblem } from '#shared/money/statement/problem.ts';
import type { StatementLine } from '#shared/money/statement/read-lines.ts';
import { listParkingSites } from '#shared/store/list-parking-sites.ts';
import { listClosings } from '#shared/store/money-closings.ts';
import { findKnownLines, type NewMoneyLine } from '#shared/store/money-lines.ts';
import { listMappings } from '#shared/store/money-mappings.ts';
import { findMoneyStatement } from '#shared/store/money-statements.ts';
import { readPackParts } from '#shared/store/pack-uploads.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { nextDay } from '#shared/time/next-day.ts';
import type { StatementChecked } from '#shared/wire/money-commands.ts';

/** What is asked to be taken in. */
export type StatementAsked = {
  readonly world: string;
  readonly upload: string;
  readonly parts: number;
  readonly mapping: string;
  readonly fromDay?: string | undefined;
  readonly toDay?: string | undefined;
};

/** A statement held against what is known: the answer, and what would be stored. */
export type CheckedStatement = {
  readonly checked: StatementChecked;
  readonly operator: string;
  readonly hash: string;
  readonly fresh: readonly NewMoneyLine[];
};

const shownProblems = 500;

/** Reads an uploaded statement and checks each line against the registry and what is stored; or says what is in the way. */
export async function checkStatement(
  sql: Sql,
  { world, upload, parts, mapping: code, fromDay, toDay }: StatementAsked,
  now: Date,
): Promise<CheckedStatement | { readonly fault: string }> {
  const mapping = (await listMappings(sql)).find((row) => row.mapping.code === code)?.mapping;
  if (!mapping) return { fault: `mapping: there is no ${code}; say first how this bank's statements are read` };
  const bytes = await readPackParts(sql, upload);
  if (bytes.length !== parts) {
    return { fault: `upload: ${bytes.length} of ${parts} parts are here; parts are kept for an hour, send them again` };
  }
  let read: StatementLine[];
  try {
    read = openStatementParcel(bytes);
  } catch {
    return { fault: 'upload: this is no statement' };
  }
  const nowMs = await readWorldNow(sql, world, now.getTime());
  if (nowMs === undefined) return { fault: `world: there is no world ${world}` };
  const days = civilCalendar(await readTimeZone(sql));
  const today = days.dayOf(nowMs);
  const identities = identifyLines(read);
  const hash = hashStatement(identities);
  const lines = read.map((line, at) => toNewLine(line, identities[at] ?? '', mapping.operator));
  const { known, clashing } = await findKnownLines(sql, { world, operator: mapping.operator }, lines);
  const fresh = lines.filter(({ identity }) => !known.has(identity));
  const faultOf = createJudge(sql, { mapping, today, clashing, startOf: days.startOf });
  const problems: StatementProblem[] = [];
  for (const line of fresh) {
    const problem = await faultOf(line);
    if (problem) problems.push(problem);
  }
  // What is not kept may bear a date to come; nothing is known of days that have not come.
  const told = [fromDay, toDay].map((day) => (day !== undefined && day > today ? today : day));
  const booked = [...lines.map(({ bookedDay }) => bookedDay), ...told].filter((day) => day !== undefined).sort();
  const [first, last] = [booked[0], booked.at(-1)];
  if (first === undefined || last === undefined)
    return { fault: 'upload: the statement has no line and tells of no day' };
  const touched = new Set(fresh.map((line) => line.day ?? line.bookedDay));
  return {
    ...{ operator: mapping.operator, hash, fresh },
    checked: {
      ...{ lines: lines.length, added: fresh.length, known: lines.length - fresh.length },
      unknown: fresh.filter(({ day }) => day === null).length,
      addedVnd: fresh.reduce((sum, { amountVnd }) => sum + amountVnd, 0),
      ...{ fromDay: first, toDay: last },
      isRepeat:
        lines.length > 0 &&
        fresh.length === 0 &&
        (await findMoneyStatement(sql, { world, operator: mapping.operator, hash })) !== undefined,
      closedDays: await findClosedDays(sql, world, [...touched].sort()),
      problems: problems.slice(0, shownProblems),
    },
  };
}

function toNewLine(line: StatementLine, identity: string, operator: string): NewMoneyLine {
  const { row, bookedDay, amountVnd, number, textHash, for: what } = line;
  return {
    ...{ operator, identity, row, bookedDay, amountVnd, number, textHash },
    ...{ day: what?.day ?? null, site: what?.site ?? null, method: what?.method ?? null },
  };
}

type Judging = {
  readonly mapping: StatementMapping;
  readonly today: string;
  readonly clashing: ReadonlySet<string>;
  readonly startOf: (day: string) => number;
};

/** What speaks against a line, found from the registry as it was on the line's day. */
function createJudge(sql: Sql, { mapping, today, clashing, startOf }: Judging) {
  const sitesOn = new Map<string, Map<string, string>>();
  const readSites = async (day: string): Promise<Map<string, string>> => {
    const known = sitesOn.get(day);
    if (known) return known;
    const sites = await listParkingSites(sql, { fromMs: startOf(day), toMs: startOf(nextDay(day)) });
    const read = new Map(sites.map((one) => [one.code, one.operator]));
    sitesOn.set(day, read);
    return read;
  };
  const { columns } = mapping;
  const titles = { date: columns.date, text: columns.text, number: columns.number ?? '' };
  return async (line: NewMoneyLine): Promise<StatementProblem | undefined> => {
    const problem = (fault: StatementFault, column: string, detail: string): StatementProblem => ({
      ...{ row: line.row, column, fault, detail },
    });
    if (line.bookedDay > today) return problem('future', titles.date, line.bookedDay);
    if (line.number !== null && clashing.has(line.number)) return problem('clash', titles.number, line.number);
    if (line.day === null) return undefined;
    if (line.day > today) return problem('future', titles.text, line.day);
    if (line.site === null) return undefined;
    const operator = (await readSites(line.day)).get(line.site);
    if (operator === undefined) return problem('no-site', titles.text, line.site);
    return operator === line.operator ? undefined : problem('other-operator', titles.text, line.site);
  };
}

/** Which of some days, in order, are closed; with `isProposedToo` also those that wait for a second person. */
export async function findClosedDays(
  sql: Sql,
  world: string,
  days: readonly string[],
  isProposedToo = false,
): Promise<string[]> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const closings = await listClosings(sql, { world, from: first, to: nextDay(last) });
  const isHeld = ({ state }: { state: string }): boolean =>
    state === 'closed' || (isProposedToo && state === 'proposed');
  const closed = new Set(closings.filter(isHeld).map(({ day }) => day));
  return days.filter((day) => closed.has(day));
}
