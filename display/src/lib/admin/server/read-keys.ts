import { findSenderKeys } from '#shared/store/find-sender-keys.ts';
import type { Sql } from '#shared/store/sql.ts';
import { endingSoonMs } from '../key-state.ts';
import type { KeyView } from '../key-view.ts';
import { toKeyView } from './to-key-view.ts';

const states = ['valid', 'ending', 'ended', 'any'] as const;
type Shown = (typeof states)[number];

/** Which keys an address asks for: how they stand, and a text they hold. */
export function readKeyFilter({ searchParams }: URL): { show: Shown; text: string } {
  return {
    show: states.find((state) => state === searchParams.get('show')) ?? 'valid',
    text: (searchParams.get('find') ?? '').slice(0, 200),
  };
}

type Asked = { readonly show: Shown; readonly text: string; readonly limit: number; readonly skip: number };

/** Those keys as pages show them, and how many there are in all. */
export async function readKeys(
  sql: Sql,
  { show, text, limit, skip }: Asked,
  now: Date,
): Promise<{ total: number; keys: KeyView[] }> {
  const { total, keys } = await findSenderKeys(sql, {
    ...{ now, text, limit, skip, state: show === 'ending' ? 'valid' : show },
    ...(show === 'ending' && { endsBefore: new Date(now.getTime() + endingSoonMs) }),
  });
  return { total, keys: keys.map(toKeyView) };
}
