import type { AlarmPick } from '#shared/brief/alarm-picks.ts';
import type { Brief } from '#shared/brief/brief.ts';
import { fill } from '../docs/docs-words.ts';
import type { Language } from '../words/language.ts';
import { briefPageWords } from './brief-page-words.ts';

/** Which alerts of a brief are meant, in words. */
export function sayPick(pick: AlarmPick, { counted }: Pick<Brief, 'counted'>, language: Language): string {
  const { of } = briefPageWords[language].alerts;
  const { alarms, silences } = counted;
  switch (pick.of) {
    case 'priority':
      return fill(of.priority, { priority: pick.priority });
    case 'rule':
    case 'silence': {
      const named = [...alarms.worst, ...silences].find(({ rule }) => rule === pick.rule);
      return fill(of[pick.of], { name: named?.name[language] ?? pick.rule });
    }
    case 'hour':
      return fill(of.hour, { hour: pick.hour });
    case 'announced':
    case 'worst-hour':
    case 'floods':
    case 'stale':
      return of[pick.of];
  }
}
