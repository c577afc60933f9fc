import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#shared/access/authorize.ts';
import { listContacts } from '#shared/store/list-contacts.ts';
import type { OfficeRow } from '#shared/store/list-offices.ts';
import type { ContactView } from '#shared/wire/notify-commands.ts';
import { askDuty } from '../../people/server/ask-duty.ts';
import { resources } from '../../server/resources.ts';

/** An office that answers for something, and how it is reached, as far as the reader may know. */
export type Responsible = {
  readonly code: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly hours: string | null;
  /** null: not to be shown to this reader, or not known. */
  readonly phone: string | null;
  readonly email: string | null;
};

export type ResponsibleRead = {
  readonly offices: readonly Responsible[];
  /** Whether addresses may be shown (`hidden` where they may not), and whether the directory could be read at all. */
  readonly ways: 'shown' | 'hidden' | 'unread';
};

/** Offices with their entry in the directory. Telephone and e-mail come from the duty process, which unseals them for who may see them. */
export async function readResponsible(
  event: Pick<RequestEvent, 'locals'>,
  offices: readonly OfficeRow[],
): Promise<ResponsibleRead> {
  const mayCall = authorize(event.locals.viewer, 'contact.see').allowed;
  const answer = mayCall ? await askDuty<readonly ContactView[]>(event, 'contact.list', {}) : null;
  const contacts = answer?.ok ? answer.value : [];
  const rows = answer?.ok ? [] : await listContacts(resources().pool).catch(() => []);
  return {
    ways: !mayCall ? 'hidden' : answer?.ok ? 'shown' : 'unread',
    offices: offices.map(({ code, name, nameEn }) => {
      const contact = contacts.find(({ office }) => office === code);
      const row = rows.find(({ office }) => office === code);
      return {
        ...{ code, name: { vi: name, en: nameEn }, hours: contact?.hours ?? row?.hours ?? null },
        ...{ phone: contact?.phone ?? null, email: contact?.email ?? null },
      };
    }),
  };
}
