import { z } from 'zod';
import { findUnitFault } from '#shared/access/account-commands.ts';
import { roles, type Role } from '#shared/access/roles.ts';

/** What a group of the city's accounts may do here. */
export type GroupRights = { readonly group: string; readonly role: Role; readonly unit: string | null };

const message = `must be written as group=role,group=unit:CODE with one of ${roles.join(', ')}`;

/** `soc-admins=administrator,ward-ba-dinh=unit:00004`, in the order in which they count for who is in several. */
export const groupRights = z
  .string()
  .default('')
  .transform((text, context): readonly GroupRights[] => {
    const rights = text
      .split(',')
      .filter((part) => part.trim() !== '')
      .map(readRights);
    if (!rights.includes(undefined)) return rights.filter((one) => one !== undefined);
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** The rights of who is in these groups: those of the first that is named; undefined when none is. */
export function findRights(rights: readonly GroupRights[], groups: readonly string[]): GroupRights | undefined {
  return rights.find(({ group }) => groups.includes(group));
}

function readRights(text: string): GroupRights | undefined {
  const [, group, named, unit = null] = /^\s*([^=]+)=([a-z]+)(?::([A-Za-z0-9-]+))?\s*$/.exec(text) ?? [];
  const role = roles.find((one) => one === named);
  if (group === undefined || role === undefined || findUnitFault({ role, unit }) !== undefined) return undefined;
  return { group: group.trim(), role, unit };
}
