import type { Says } from '../wire/duty.ts';
import type { Brief, BriefIncident, BriefKpi, BriefSentences } from './brief.ts';
import { briefWords, fillIn, type BriefLanguage } from './words/brief-words.ts';
import { writeFiguresIn, type FigureWriter } from './write-figure.ts';

/** A brief before its sentences. */
export type Unsaid = Omit<Brief, 'sentences'>;

/** Indicators named in a sentence; the others are counted. */
const mostNamed = 2;
const incidentsNamed = 3;

/** The three sentences of a brief, in both languages, from nothing but its data. */
export function writeSentences(brief: Unsaid): BriefSentences {
  return {
    happened: inBoth(brief, sayHappened),
    atRisk: inBoth(brief, sayAtRisk),
    decide: inBoth(brief, sayDecide),
  };
}

type Say = (brief: Unsaid, write: FigureWriter) => string[];

function inBoth(brief: Unsaid, say: Say): Says {
  const one = (language: BriefLanguage): string => toSentence(say(brief, writeFiguresIn(language, brief.timeZone)));
  return { vi: one('vi'), en: one('en') };
}

function sayHappened({ counted, recorded }: Unsaid, write: FigureWriter): string[] {
  const { say } = write.words;
  const real = recorded.incidents.filter(({ isExercise }) => !isExercise);
  const resolved = real.filter(({ resolvedAt }) => resolvedAt !== null);
  const list = (['P1', 'P2', 'P3'] as const).flatMap((priority) => {
    const count = real.filter((one) => one.priority === priority).length;
    return count === 0 ? [] : [`${count} ${priority}`];
  });
  const judged = counted.kpis.filter(({ standing }) => standing === 'met' || standing === 'behind');
  const met = judged.filter(({ standing }) => standing === 'met').length;
  const moved = mostMoved(counted.kpis);
  const sources = counted.sources.filter(({ events }) => events > 0).length;
  if (counted.events === 0) return [say.nothing];
  return [
    real.length === 0 ? say.noIncidents : fillIn(say.incidents, { n: real.length, list: list.join(', ') }),
    ...(resolved.length === 0
      ? []
      : [
          fillIn(say.resolved, {
            n: resolved.length,
            kept: resolved.filter(({ resolve }) => resolve === 'kept').length,
          }),
        ]),
    judged.length === 0 ? say.noTargets : fillIn(say.targets, { met, known: judged.length }),
    ...(moved ? [fillIn(say.moved, { name: write.name(moved), change: write.change(moved) })] : []),
    fillIn(say.events, { n: write.number(counted.events), sources }),
  ];
}

function sayAtRisk({ counted, recorded, names }: Unsaid, write: FigureWriter): string[] {
  const { say } = write.words;
  const behind = distinct(counted.kpis.filter(({ standing }) => standing === 'behind'));
  const unknown = counted.kpis.filter(({ standing }) => standing === 'unknown').length;
  const open = recorded.incidents.filter(({ resolvedAt, isExercise }) => resolvedAt === null && !isExercise);
  const late = open.filter(({ resolve }) => resolve === 'missed').length;
  const silent = counted.sources.filter((one) => one.silent).length;
  const [silence] = counted.silences;
  const rest = behind.length - mostNamed;
  const answered = recorded.answers?.length ?? 0;
  const parts = [
    ...behind.slice(0, mostNamed).map((kpi) => sayBehind(kpi, write, names[kpi.unit]?.[write.language])),
    ...(rest > 0 ? [fillIn(say.others, { n: rest })] : []),
    ...(answered > 0 ? [fillIn(say.answered, { n: answered })] : []),
    ...(open.length > 0 ? [fillIn(late > 0 ? say.openLate : say.open, { n: open.length, late })] : []),
    ...(silent > 0 ? [fillIn(say.silentSources, { n: silent })] : []),
    ...(silence ? [fillIn(say.silences, { places: silence.places, name: silence.name[write.language] })] : []),
    ...(unknown > 0 ? [fillIn(say.unknown, { n: unknown })] : []),
  ];
  if (counted.events === 0) return [...parts, say.nothing];
  return parts.length === 0 ? [say.noRisk] : parts;
}

function sayBehind(kpi: BriefKpi, write: FigureWriter, unitName: string | undefined): string {
  const { say } = write.words;
  const toReach = kpi.course?.toReach;
  const common = { name: write.name(kpi, unitName), value: write.value(kpi.value, kpi.valueUnit), gap: write.gap(kpi) };
  const more = toReach?.state === 'reachable' ? toReach.morePerDay : null;
  if (!toReach || more === null || more <= 0) return fillIn(say.behind, common);
  return fillIn(say.behindMore, { ...common, days: Math.ceil(toReach.daysLeft), more: write.number(more) });
}

function sayDecide({ counted, recorded, names }: Unsaid, write: FigureWriter): string[] {
  const { say } = write.words;
  const overdue = recorded.tasks.filter(({ overdueMs }) => overdueMs !== null);
  const [longest] = overdue.toSorted((one, other) => (other.overdueMs ?? 0) - (one.overdueMs ?? 0));
  const office = longest?.office ?? null;
  const lost = distinct(counted.kpis).filter(({ course }) => course?.toReach?.state === 'unreachable');
  const late = recorded.incidents.filter(
    (one) => one.resolvedAt === null && one.resolve === 'missed' && !one.isExercise,
  );
  const { alarms } = counted;
  const parts = [
    ...(longest
      ? [
          fillIn(say.overdue, {
            ...{ n: overdue.length, id: longest.id, length: write.length(longest.overdueMs ?? 0) },
            office: office === null ? write.words.nobody : (names[office]?.[write.language] ?? office),
          }),
        ]
      : []),
    ...lost.slice(0, mostNamed).flatMap((kpi) => {
      const { course, valueUnit } = kpi;
      if (course?.toReach?.state !== 'unreachable') return [];
      const best = write.value(course.toReach.bestValue, valueUnit);
      return [
        fillIn(say.unreachable, {
          name: write.name(kpi, names[kpi.unit]?.[write.language]),
          due: write.day(course.days.to),
          best,
        }),
      ];
    }),
    ...(late.length > 0 ? [fillIn(say.lateIncidents, { list: listNumbers(late) })] : []),
    ...(recorded.exclusionsWaiting > 0 ? [fillIn(say.exclusions, { n: recorded.exclusionsWaiting })] : []),
    ...(alarms.verdict === 'too_much'
      ? [fillIn(say.alarms, { perDay: write.number(alarms.perDay), name: alarms.worst[0]?.name[write.language] ?? '' })]
      : []),
  ];
  return parts.length === 0 ? [say.noDecision] : parts;
}

/** The first of some incidents by number, and how many more there are. */
function listNumbers(incidents: readonly BriefIncident[]): string {
  const rest = incidents.length - incidentsNamed;
  const named = incidents.slice(0, incidentsNamed).map(({ number }) => number);
  return `${named.join(', ')}${rest > 0 ? ` +${rest}` : ''}`;
}

/** The figure that changed most, by its own size; of the whole city. */
function mostMoved(kpis: readonly BriefKpi[]): BriefKpi | undefined {
  const moved = kpis
    .filter(({ unit }) => unit === '')
    .flatMap((kpi) =>
      kpi.value === null || kpi.before === null || kpi.before === 0
        ? []
        : [{ kpi, by: Math.abs(kpi.value - kpi.before) / Math.abs(kpi.before) }],
    )
    .filter(({ by }) => by >= 0.01);
  return moved.sort((one, other) => other.by - one.by)[0]?.kpi;
}

/** Of a figure that several targets ask for, the one that falls shortest. */
function distinct(kpis: readonly BriefKpi[]): BriefKpi[] {
  return [...Map.groupBy(kpis, ({ kpi, unit }) => `${kpi} ${unit}`).values()].flatMap(([first]) => first ?? []);
}

/** Parts as one sentence: a capital at its head, one stop at its end. */
function toSentence(parts: readonly string[]): string {
  const text = parts.join('; ');
  const capital = text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
  return capital.endsWith('.') ? capital : `${capital}.`;
}

/** The heads of the three sentences, in their order. */
export function sentenceHeads(language: BriefLanguage): readonly (readonly [keyof BriefSentences, string])[] {
  const { sentences } = briefWords[language];
  return [
    ['happened', sentences.happened],
    ['atRisk', sentences.atRisk],
    ['decide', sentences.decide],
  ];
}
