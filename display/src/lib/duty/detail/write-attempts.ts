import { fill } from '../../docs/docs-words.ts';
import { contactsWords } from '../../people/words/contacts-words.ts';
import { noticesWords } from '../../people/words/notices-words.ts';
import type { DeskContext } from '../desk-context.ts';
import type { NoticeLine } from './fold-notices.ts';

/** The attempts of a line in words: when, by which channel and what came of it; no address, no answer of a server. */
export function writeAttempts(
  { format, language }: Pick<DeskContext, 'format' | 'language'>,
  { attempts, earlier }: Pick<NoticeLine, 'attempts' | 'earlier'>,
): string[] {
  const { attemptStates, earlierAttempts } = noticesWords[language];
  const { kinds } = contactsWords[language];
  const said = attempts.map(
    ({ startedAt, channel, state }) =>
      `${format.time(Date.parse(startedAt))} ${kinds[channel]}: ${attemptStates[state]}`,
  );
  return earlier === 0 ? said : [fill(earlierAttempts, { n: format.whole(earlier) }), ...said];
}
