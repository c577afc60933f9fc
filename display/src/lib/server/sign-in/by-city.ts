import type { AccountAdmitted } from '#shared/access/account-commands.ts';
import { askOwner } from '../ask-owner.ts';
import { resources } from '../resources.ts';
import type { CityPerson } from './city-login.ts';
import type { SignedIn } from './enter.ts';
import { findRights } from './group-rights.ts';
import { noteRefused } from './note-refused.ts';

/**
 * Judges who came back from the city's login: the groups say what the account may, at each login anew. It is made at the
 * first one. Whoever is in no group that is named here gets in no more, and is logged out where they still are.
 */
export async function signInByCity({ externalId, name, groups }: CityPerson): Promise<SignedIn | { fault: 'rights' }> {
  const found = findRights(resources().config.OIDC_ROLES, groups);
  const rights = found ? { role: found.role, unit: found.unit } : null;
  const answer = await askOwner<AccountAdmitted>('office', 'account.admit', {
    actor: 'process:display',
    body: { externalId, name, rights },
  });
  if (answer.ok) return { account: answer.value.name, by: 'city' };
  await noteRefused({ account: undefined, verb: 'login.failure', detail: { by: 'city', why: answer.message } });
  return { fault: 'rights' };
}
