import type { AccountListed } from '#shared/access/account-commands.ts';
import type { Table } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';
import { usersWords } from '../words/users-words.ts';

/** Accounts as a file has them; a unit by its code, null: the whole city. */
export function usersTable(rows: readonly AccountListed[], language: Language): Table<AccountListed> {
  const words = usersWords[language];
  return {
    ...{ id: 'users', title: words.title, rows, keyOf: ({ name }) => name },
    columns: [
      { id: 'name', title: words.name, isHead: true, cell: ({ name }) => name },
      { id: 'role', title: words.role, cell: ({ role }) => words.roles[role] },
      { id: 'unit', title: words.unit, cell: ({ unit }) => unit },
      {
        ...{ id: 'state', title: words.state },
        cell: ({ disabledAt }) => (disabledAt === null ? words.states.active : words.states.disabled),
      },
      { id: 'login', title: words.login, cell: ({ login }) => words.logins[login] },
      { id: 'sessions', title: words.sessions, cell: ({ sessions }) => sessions },
      { id: 'seen', title: words.seen, isInstant: true, cell: ({ lastSeenAt: at }) => (at === null ? null : { at }) },
    ],
  };
}
