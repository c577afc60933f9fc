import { partsOf, placeOf, type Condition } from '#shared/rules/condition.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { fill } from '../../docs/docs-words.ts';
import { kpiWords } from '../../words/kpi-words.ts';
import type { Language } from '../../words/language.ts';
import { wordsOf } from '../../words/words.ts';
import { ruleSayings } from './rule-sayings.ts';

/** What a rule means, sentence by sentence: what is asked of whom, for how long, who is called and when not. */
export function sayRule(rule: Rule, language: Language): string[] {
  const words = ruleSayings[language];
  const kind = rule.scope.kind === undefined ? '' : wordsOf(language).kind[rule.scope.kind];
  const whom = fill(words.units[unitsOf(rule.scope.units)], { units: rule.scope.units.split(':')[1] ?? '' });
  const says = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
    fill(text, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])));
  return [
    says(words.holds, { priority: rule.priority, what: sayCondition(rule.when, { kind, language }), whom }),
    ...(rule.forS > 0 ? [says(words.forS, { time: sayTime(rule.forS, language) })] : []),
    ...(rule.close ? [says(words.close, { what: sayCondition(rule.close, { kind, language }) })] : []),
    ...(rule.keepFiringS > 0 ? [says(words.keepFiring, { time: sayTime(rule.keepFiringS, language) })] : []),
    ...(rule.noDataAfterS === undefined ? [] : [says(words.noData, { time: sayTime(rule.noDataAfterS, language) })]),
    ...(rule.hours === 'open' ? [words.open] : []),
    ...(rule.quiet === undefined ? [] : [says(words.quiet, { hours: rule.quiet })]),
    ...(rule.causes.length === 0 ? [] : [says(words.causes, { rules: rule.causes.map((one) => one.rule).join(', ') })]),
    says(words.act, { owner: rule.owner, action: rule.action[language] }),
  ];
}

/** What is asked, in a few words. */
export function sayCondition(
  when: Condition,
  { kind, language }: { readonly kind: string; readonly language: Language },
): string {
  const words = ruleSayings[language];
  const places = words.places;
  const names: Partial<Readonly<Record<string, string>>> = kpiWords[language];
  const op = 'op' in when ? words.operators[when.op] : '';
  const metrics = [
    ...new Set(partsOf(when).map(({ metric, dim }) => (dim === undefined ? metric : `${metric} (${dim})`))),
  ];
  const values: Record<string, string> = {
    kind: kind === '' ? words.asset : kind.slice(0, 1).toLocaleLowerCase(language) + kind.slice(1),
    op,
    value: 'value' in when ? sayValue(when.value, language) : '',
    metric: metrics.join(', '),
    place: places[placeOf(when)],
    window: 'windowMin' in when ? sayTime(when.windowMin * 60, language) : '',
  };
  const told = (): string => {
    switch (when.kind) {
      case 'state':
        return fill(words.state, { ...values, field: `${when.field}.${when.path}` });
      case 'open':
        return fill(words.open_[when.measure], { ...values, sort: when.sort });
      case 'metric':
        return fill(words.metric, { ...values, stat: words.stats[when.stat] });
      case 'ratio':
        return fill(words.ratio, {
          ...{ ...values, above: namesOf(when.above), below: namesOf(when.below) },
          value: percent(when.value, language),
        });
      case 'absence':
        return when.share === undefined
          ? fill(words.silent, { ...values, intervals: String(when.intervals) })
          : fill(words.feed, { ...values, share: percent(when.share, language), least: String(when.least) });
      case 'clock':
        return fill(words.clock, { ...values, time: sayTime(when.aheadS, language) });
      case 'deviation':
        return fill(words.deviation[when.direction], { ...values, k: String(when.k) });
      case 'forecast':
        return fill(words.forecast, {
          ...{ ...values, window: sayTime(when.withinMin * 60, language) },
          value: sayTime(when.value / 1_000, language),
        });
      case 'kpi':
        return fill(words.kpi[when.measure], { ...values, kpi: names[when.kpi] ?? when.kpi });
    }
  };
  const least = 'least' in when && when.least !== undefined && when.kind !== 'absence' ? String(when.least) : '';
  return told() + (least === '' ? '' : fill(words.least, { least }));
}

function namesOf(parts: readonly { readonly metric: string; readonly dim?: string | undefined }[]): string {
  return parts.map(({ metric, dim }) => (dim === undefined ? metric : `${metric} (${dim})`)).join(' + ');
}

function unitsOf(units: string): 'all' | 'type' | 'unit' | 'branch' {
  const [kind = 'all'] = units.split(':');
  return kind === 'type' || kind === 'unit' || kind === 'branch' ? kind : 'all';
}

/** Seconds as one says them: 45 s, 10 minutes, 1.5 hours. */
export function sayTime(seconds: number, language: Language): string {
  const { second, minute, hour } = ruleSayings[language].times;
  const number = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 });
  if (seconds < 120) return `${number.format(seconds)} ${second}`;
  return seconds < 7_200 ? `${number.format(seconds / 60)} ${minute}` : `${number.format(seconds / 3_600)} ${hour}`;
}

function sayValue(value: number | boolean | string, language: Language): string {
  if (typeof value === 'boolean') return ruleSayings[language].truth[value ? 'yes' : 'no'];
  return typeof value === 'number' ? new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(value) : value;
}

function percent(share: number, language: Language): string {
  const style = { style: 'percent', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', style).format(share);
}
