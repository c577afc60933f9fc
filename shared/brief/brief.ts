import type { NoValue } from '../kpi/answer.ts';
import type { Coverage } from '../kpi/expected/coverage.ts';
import type { KpiId, KpiUnit } from '../kpi/kpi-units.ts';
import type { Days } from '../kpi/ledger/days.ts';
import type { ToReach } from '../kpi/to-reach.ts';
import type { IncidentState, Priority, Says } from '../wire/duty.ts';
import type { AnswerKind } from '../wire/promise-commands.ts';

/** The version of what a brief holds and of the sentences written from it; a change of either is a new one. */
export const briefModel = 4;

/**
 * Since which model figures are worked out as they are now: the third names sets of units, the fourth tells what units
 * answered, and both count as the second did.
 */
const countedSince = 2;
/** Since which model sets of units have names in a brief. */
const setsNamedSince = 3;

/** Since which model a brief tells what units answered to its figures. */
const answersToldSince = 4;

/** Whether a brief's figures would be the same today if nothing but time had passed. */
export function isCountedAlike({ model }: Pick<Brief, 'model'>): boolean {
  return model >= countedSince && model <= briefModel;
}

/** Whether a brief of some model names the sets of units it speaks of. */
export function namesSets(model: number): boolean {
  return model >= setsNamedSince;
}

/** Whether a brief of some model tells what units answered. */
export function tellsAnswers(model: number): boolean {
  return model >= answersToldSince;
}

/** How a figure stands to its target: `unknown` has a target and no value, `free` no target. */
export type Standing = 'behind' | 'unknown' | 'met' | 'free';

/** A figure of the brief's days, with its target, how sure it is, and whose it is. Shares are 0 to 1, times ms. */
export type BriefKpi = {
  readonly kpi: KpiId;
  readonly formulaVersion: number;
  readonly valueUnit: KpiUnit;
  /** '' the city, or a set of units with a target of its own. */
  readonly unit: string;
  readonly days: Days;
  readonly value: number | null;
  readonly reason: NoValue | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly targetSet: string | null;
  readonly target: number | null;
  readonly direction: 'at_least' | 'at_most';
  readonly gap: number | null;
  readonly standing: Standing;
  readonly coverage: Coverage & { readonly told: number | null };
  /** Without the hours of approved exclusions; null: none touched it. */
  readonly adjusted: { readonly value: number | null; readonly exclusions: readonly number[] } | null;
  /** The same number of days before. */
  readonly before: number | null;
  /** Day by day up to the last one. */
  readonly trend: readonly (number | null)[];
  readonly office: string | null;
  /** The period in which the target must be reached, as far as it has come; null: that of the brief, or too long ago. */
  readonly course: {
    readonly days: Days;
    readonly value: number | null;
    readonly toReach: ToReach | null;
  } | null;
};

/** What a source sent in the brief's days. `silent`: it has a key for this world and sent nothing. */
export type BriefSource = {
  readonly source: string;
  readonly events: number;
  readonly lastAt: string | null;
  readonly silent: boolean;
};

/** A rule that said, at the end of the days, that something is silent: at how many places, since when the first. */
export type BriefSilence = {
  readonly rule: string;
  readonly name: Says;
  readonly places: number;
  readonly since: string;
};

export type LoadVerdict = 'acceptable' | 'manageable' | 'too_much';

/** What was announced to the desk, against what one officer can act on. */
export type BriefAlarms = {
  readonly announced: number;
  readonly byPriority: Readonly<Record<Priority, number>>;
  readonly perDay: number;
  readonly verdict: LoadVerdict;
  readonly worstHour: { readonly at: string; readonly alerts: number } | null;
  readonly worstTenMinutes: { readonly at: string; readonly alerts: number } | null;
  /** Ten-minute periods in which too many came, of all there were. */
  readonly floods: number;
  readonly tenMinutes: number;
  /** Open for more than a day at the end. */
  readonly stale: number;
  /** The rules that called most often. */
  readonly worst: readonly { readonly rule: string; readonly name: Says; readonly alerts: number }[];
  /** By hour of the day, 0 to 23, of the city's clock. */
  readonly byHour: readonly number[];
};

/** `running`: not over yet and not late; `paused`: nobody can say when it is due. */
export type ClockVerdict = 'kept' | 'missed' | 'running' | 'paused';

export type BriefIncident = {
  readonly id: number;
  readonly number: string;
  readonly title: Says;
  readonly priority: Priority;
  readonly state: IncidentState;
  readonly isExercise: boolean;
  readonly cause: Says | null;
  readonly units: readonly string[];
  readonly affected: {
    readonly assets: number;
    readonly points: number;
    readonly waiting: number | null;
    readonly waitingAt: number;
  };
  readonly occurredAt: string;
  readonly detectedAt: string;
  readonly resolvedAt: string | null;
  readonly detect: ClockVerdict;
  readonly resolve: ClockVerdict;
  readonly how: string | null;
};

/** A task that was to be done when the brief was issued: late by `overdueMs`, or (null) due soon. */
export type BriefTask = {
  readonly id: string;
  readonly path: string;
  readonly work: string;
  readonly product: string | null;
  /** The office, or else the unit, that is to do it. */
  readonly office: string | null;
  readonly due: string;
  readonly overdueMs: number | null;
};

/**
 * What a unit said to a figure that fell short, and stands by. `beside`: the rows it belongs to, by their `unit`; `days`: those it
 * speaks of, the second exclusive; `office`: who answered for the unit when it was said. Never whose account it was.
 */
export type BriefAnswer = {
  readonly id: number;
  readonly kpi: KpiId;
  readonly beside: readonly string[];
  readonly unit: string;
  readonly office: string | null;
  readonly days: Days;
  readonly kind: AnswerKind;
  readonly text: string;
  readonly at: string;
};

/** Work planned for the next days, during which things may stand still. */
export type BriefWork = { readonly id: number; readonly from: string; readonly to: string; readonly reason: string };

/** The place in the log up to which a brief counts. `dutySeq`: up to which its alarms were judged. */
export type BriefCut = { readonly stream: string; readonly seq: number; readonly dutySeq: number };

/** What the events up to the cut say: this part is worked out again, event by event, to prove it. */
export type BriefCounted = {
  readonly kpis: readonly BriefKpi[];
  readonly events: number;
  readonly sources: readonly BriefSource[];
  readonly alarms: BriefAlarms;
  readonly silences: readonly BriefSilence[];
};

/** What persons wrote down, as it stood when the brief was issued. */
export type BriefRecorded = {
  readonly incidents: readonly BriefIncident[];
  /** Late ones first: they head the brief. */
  readonly tasks: readonly BriefTask[];
  readonly works: readonly BriefWork[];
  /** The newest first; undefined: it was issued before briefs told them. */
  readonly answers?: readonly BriefAnswer[];
  /** Proposals of exclusions that nobody has decided on. */
  readonly exclusionsWaiting: number;
};

/** A brief's three sentences. */
export type BriefSentences = { readonly happened: Says; readonly atRisk: Says; readonly decide: Says };

/** A brief, whole, as it is stored and read. Instants are the world's. */
export type Brief = {
  readonly model: number;
  readonly world: string;
  readonly place: Says;
  readonly timeZone: string;
  readonly period: { readonly id: string; readonly name: Says; readonly days: Days };
  readonly isWhole: boolean;
  readonly asOf: string;
  readonly issuedAt: string;
  readonly cut: BriefCut;
  /** Names of the offices, units and sets of units that it speaks of. */
  readonly names: Readonly<Record<string, Says>>;
  readonly sentences: BriefSentences;
  readonly counted: BriefCounted;
  readonly recorded: BriefRecorded;
};
