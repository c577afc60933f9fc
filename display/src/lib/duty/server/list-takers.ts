import { authorize } from '#shared/access/authorize.ts';
import { roles } from '#shared/access/roles.ts';
import { listAccountNames } from '#shared/store/list-account-names.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { Viewer } from '../../server/viewer.ts';
import { orderTakers, type Taker } from '../taker.ts';
import { readContacts } from './read-contacts.ts';
import { readOnDuty } from './read-on-duty.ts';

/** Who acts on incidents, by the one table of rights. */
const takingRoles = roles.filter(
  (role) => authorize({ kind: 'account', name: '', role, unit: null }, 'incident.act').allowed,
);

/**
 * Who may be given an incident, for somebody who may give one; null for anybody else, and where it cannot be read. Without
 * rotas nobody is on duty and all are offered. `onDuty` where the rotas were read already.
 */
export async function listTakers(
  sql: Sql,
  viewer: Viewer | null,
  onDuty?: readonly string[] | null,
): Promise<readonly Taker[] | null> {
  if (viewer?.kind !== 'account' || !authorize(viewer, 'incident.act').allowed) return null;
  const actor = `account:${viewer.name}`;
  const [accounts, contacts, contactsOnDuty] = await Promise.all([
    listAccountNames(sql, takingRoles).catch(() => null),
    readContacts(actor),
    onDuty === undefined ? readOnDuty(actor) : onDuty,
  ]);
  if (!accounts) return null;
  const accountOf = new Map((contacts ?? []).map(({ id, account }) => [id, account]));
  return orderTakers(
    accounts,
    (contactsOnDuty ?? []).flatMap((contact) => accountOf.get(contact) ?? []),
  );
}
