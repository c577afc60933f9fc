import { priorities } from '../../wire/duty-priorities.ts';
import { pickQuery, type AlarmPick } from '../alarm-picks.ts';
import type { Brief } from '../brief.ts';
import { fillIn } from '../words/brief-words.ts';
import type { FigureWriter } from '../write-figure.ts';

/** A figure of the alarms in words, and which alerts it counts; null: none are to be listed. */
export type AlarmFigure = { readonly key: string; readonly text: string; readonly pick: AlarmPick | null };

/** What the desk had to bear: `lines` are the same words as `figures`, each line's figures put together. */
export type AlarmsSaid = {
  readonly figures: readonly (readonly AlarmFigure[])[];
  readonly lines: readonly string[];
  /** The rules that called most often. */
  readonly worst: readonly { readonly rule: string; readonly name: string; readonly times: string }[];
  /** The hours of the day in which alerts came. */
  readonly hours: readonly AlarmFigure[];
};

/** Says the load of the desk, each figure with the alerts that it counts. */
export function sayAlarms({ counted: { alarms } }: Brief, write: FigureWriter): AlarmsSaid {
  const { alarms: say } = write.words;
  const figures = [
    ...(alarms.announced === 0 ? [[figure(say.none, 0, null)]] : sayAnnounced(alarms, write)),
    [figure(fillIn(say.stale, { n: alarms.stale }), alarms.stale, { of: 'stale' })],
  ];
  return {
    figures,
    lines: figures.map((parts) => parts.map(({ text }) => text).join(' · ')),
    worst: alarms.worst.map(({ rule, name, alerts }) => ({
      ...{ rule, name: name[write.language], times: write.number(alerts) },
    })),
    hours: alarms.byHour.flatMap((n, hour) =>
      n > 0 ? [figure(fillIn(say.hour, { hour, n }), n, { of: 'hour', hour })] : [],
    ),
  };
}

function sayAnnounced(alarms: Brief['counted']['alarms'], write: FigureWriter): AlarmFigure[][] {
  const { alarms: say } = write.words;
  const { announced, perDay, verdict, worstHour, floods, tenMinutes } = alarms;
  const load = { n: write.number(announced), perDay: write.number(perDay), verdict: say.verdict[verdict] };
  return [
    [figure(fillIn(say.load, load), announced, { of: 'announced' })],
    priorities.map((priority) => {
      const n = alarms.byPriority[priority];
      return figure(`${priority} ${n}`, n, { of: 'priority', priority });
    }),
    ...(worstHour
      ? [
          [
            figure(fillIn(say.worstHour, { n: worstHour.alerts, time: write.moment(worstHour.at) }), worstHour.alerts, {
              of: 'worst-hour',
            }),
          ],
        ]
      : []),
    [figure(fillIn(say.flood, { n: floods, all: write.number(tenMinutes) }), floods, { of: 'floods' })],
  ];
}

function figure(text: string, n: number, pick: AlarmPick | null): AlarmFigure {
  const key = pick === null ? 'none' : Object.values(pickQuery(pick)).join(' ');
  return { key, text, pick: n > 0 ? pick : null };
}
