import { worldKind } from '../../wire/world.ts';
import type { BriefRevision } from '../../store/brief-revisions.ts';
import type { Brief, BriefTask } from '../brief.ts';
import { fillIn, type BriefLanguage, type BriefWords } from '../words/brief-words.ts';
import { writeFiguresIn, type FigureWriter } from '../write-figure.ts';
import { sentenceHeads } from '../write-sentences.ts';
import { sayAddenda, type AddendumLines } from './say-addenda.ts';
import { sayAlarms, type AlarmsSaid } from './say-alarms.ts';
import { sayDueTargets, type DueTarget } from './say-due-targets.ts';
import { sayIncidents, type IncidentLine } from './say-incidents.ts';
import { sayKpis, type KpiLine } from './say-kpis.ts';

/** A task that was given, in words. */
export type TaskLine = {
  readonly id: string;
  readonly path: string;
  readonly work: string;
  readonly product: string;
  readonly office: string;
  readonly due: string;
  /** By how much; null: it is not late. */
  readonly late: string | null;
};

/** A brief in the words of one language: what the page, the paper, the letter and the workbook are made of. */
export type BriefSaid = {
  readonly words: BriefWords;
  readonly language: BriefLanguage;
  readonly id: number;
  /** Such as `Bản tin ngày, 27/11/2026`. */
  readonly title: string;
  readonly days: string;
  readonly place: string;
  readonly asOf: string;
  readonly issued: string;
  readonly isWhole: boolean;
  /** '' of the world `live`. */
  readonly watermark: string;
  readonly sentences: readonly { readonly key: string; readonly head: string; readonly text: string }[];
  readonly overdue: readonly TaskLine[];
  readonly kpis: readonly KpiLine[];
  readonly unvalued: readonly string[];
  /** Figures that fewer tell of than should, by name; '' where none is. */
  readonly low: string;
  readonly incidents: readonly IncidentLine[];
  readonly alarms: AlarmsSaid;
  readonly byHour: { readonly counts: readonly number[]; readonly label: string };
  readonly silent: readonly string[];
  /** Of what is silent, that which rules tell of. */
  readonly silences: readonly { readonly rule: string; readonly text: string }[];
  readonly due: readonly TaskLine[];
  /** Targets whose period ends soon. */
  readonly dueTargets: readonly DueTarget[];
  readonly dueLines: readonly string[];
  readonly sources: readonly {
    readonly source: string;
    readonly events: string;
    readonly last: string;
    readonly silent: boolean;
  }[];
  readonly addenda: readonly AddendumLines[];
  readonly frozen: string;
};

/** What is known of a brief beside its data. */
export type BriefAbout = {
  readonly id: number;
  readonly hash: string;
  readonly revisions: readonly BriefRevision[];
  /** What sets of units are called now, for a brief that was issued before it held their names. */
  readonly setNames?: Brief['names'];
};

/** Says a brief in one language. */
export function sayBrief(frozen: Brief, about: BriefAbout, language: BriefLanguage): BriefSaid {
  const brief = { ...frozen, names: { ...about.setNames, ...frozen.names } };
  const write = writeFiguresIn(language, brief.timeZone);
  const { words } = write;
  const { rows, unvalued } = sayKpis(brief, write);
  const tasks = brief.recorded.tasks.map((task) => sayTask(brief, task, write));
  const { counted, recorded } = brief;
  const alarms = sayAlarms(brief, write);
  const low = [...new Set(rows.filter((row) => row.isLow).map(({ name }) => name))];
  return {
    ...{ words, language, id: about.id, place: brief.place[language] },
    title: `${brief.period.name[language]}, ${sayDays(brief, write, words.span)}`,
    days: sayDays(brief, write, words.days),
    asOf: fillIn(words.asOf, { time: write.moment(brief.asOf) }),
    issued: fillIn(words.issued, { time: write.moment(brief.issuedAt) }),
    ...{ isWhole: brief.isWhole, watermark: words.world[worldKind(brief.world)] },
    sentences: sentenceHeads(language).map(([key, head]) => ({ key, head, text: brief.sentences[key][language] })),
    ...{ kpis: rows, unvalued, low: low.length === 0 ? '' : fillIn(words.low, { list: low.join('; ') }) },
    incidents: sayIncidents(brief, write),
    overdue: tasks.filter(({ late }) => late !== null),
    due: tasks.filter(({ late }) => late === null),
    dueTargets: sayDueTargets(brief, write),
    dueLines: recorded.works.map(({ reason, from, to }) =>
      fillIn(words.due.works, { reason, from: write.moment(from), to: write.moment(to) }),
    ),
    alarms,
    byHour: {
      counts: counted.alarms.byHour,
      label: fillIn(words.alarms.byHour, { values: alarms.hours.map(({ text }) => text).join(', ') }),
    },
    silent: saySilent(brief, write),
    silences: saySilences(brief, write),
    sources: counted.sources.map(({ source, events, lastAt, silent }) => ({
      ...{ source, events: write.number(events), silent },
      last: lastAt === null ? words.noValue : write.moment(lastAt),
    })),
    addenda: sayAddenda(brief, about.revisions, write),
    frozen: fillIn(words.frozen, { id: about.id, seq: write.number(brief.cut.seq), hash: about.hash }),
  };
}

/** The days a brief is about, in words. */
function sayDays({ period }: Pick<Brief, 'period'>, write: FigureWriter, say: BriefWords['days']): string {
  const { from, to } = period.days;
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - 1).toISOString().slice(0, 10);
  return from === last
    ? fillIn(say.one, { day: write.day(from) })
    : fillIn(say.many, { from: write.day(from), to: write.day(last) });
}

function sayTask({ names }: Brief, task: BriefTask, write: FigureWriter): TaskLine {
  const { id, path, work, product, office, due, overdueMs } = task;
  return {
    ...{ id, path, work, product: product ?? write.words.noValue, due: write.moment(due) },
    office: office === null ? write.words.nobody : (names[office]?.[write.language] ?? office),
    late: overdueMs === null ? null : write.length(overdueMs),
  };
}

function saySilences({ counted }: Brief, write: FigureWriter): BriefSaid['silences'] {
  return counted.silences.map(({ rule, name, places, since }) => ({
    rule,
    text: fillIn(write.words.silent.rule, { name: name[write.language], n: places, time: write.moment(since) }),
  }));
}

function saySilent(brief: Brief, write: FigureWriter): string[] {
  const { silent: say } = write.words;
  const sources = brief.counted.sources.filter(({ silent }) => silent).map(({ source }) => source);
  const lines = [
    ...(sources.length > 0 ? [fillIn(say.sources, { list: sources.join(', ') })] : []),
    ...saySilences(brief, write).map(({ text }) => text),
  ];
  return lines.length === 0 ? [say.none] : lines;
}
