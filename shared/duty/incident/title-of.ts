import type { Says } from '../../wire/duty.ts';
import type { Link } from './likely-cause.ts';
import type { Member } from './member.ts';

/** Names of what an alert is about; undefined where the registry has none. */
export type NameOf = (code: string) => Says | undefined;

const shortage: Says = { vi: 'thiếu cán bộ', en: 'staff shortage' };

/** What an incident is called: what its likely cause says, where, and of how many. */
export function titleOf(cause: Member, members: readonly Member[], nameOf: NameOf): Says {
  const same = members.filter(({ rule }) => rule.id === cause.rule.id);
  const targets = [...new Set(same.map(({ target }) => target))].filter((target) => target !== '');
  if (targets.length === 0) return cause.name;
  const [first = ''] = targets;
  const named = nameOf(first) ?? { vi: first, en: first };
  const more = targets.length - 1;
  return {
    vi: `${cause.name.vi}: ${named.vi}${more > 0 ? ` và ${more} nơi khác` : ''}`,
    en: `${cause.name.en}: ${named.en}${more > 0 ? ` and ${more} more` : ''}`,
  };
}

/** The likely cause in words: what explains the others, or what they have in common. */
export function causeOf(chain: readonly Link[], nameOf: NameOf): { alert: number; text: Says } | null {
  const cause = chain[0]?.member;
  if (!cause) return null;
  const { vi, en } = titleOf(cause, [cause], nameOf);
  const isShort = cause.about.includes('shortage');
  const text = isShort ? { vi: `${vi} – ${shortage.vi}`, en: `${en} – ${shortage.en}` } : { vi, en };
  return { alert: cause.id, text };
}

/** The most urgent priority of some. */
export function mostUrgent<Of extends { readonly priority: 'P1' | 'P2' | 'P3' }>(
  members: readonly Of[],
): Of['priority'] {
  return members.map(({ priority }) => priority).sort()[0] ?? 'P3';
}
