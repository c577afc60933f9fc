import { readRota } from '#shared/duty/rota/rota.ts';
import { listContacts, type ContactRow } from '#shared/store/list-contacts.ts';
import { listRotas, type RotaRow } from '#shared/store/list-rotas.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { ChainStep } from '#shared/wire/notify-commands.ts';

/** Who can be called, and who is on duty at an instant. */
export type People = {
  readonly timeZone: string;
  readonly contacts: ReadonlyMap<string, ContactRow>;
  readonly rotas: readonly RotaRow[];
  /** Contacts whom a step of a chain calls, each once; `rotas` are those of the whole chain. */
  readonly calledBy: (
    step: ChainStep,
    of: { owners: readonly string[]; chain: readonly ChainStep[] },
  ) => readonly string[];
};

/** Reads everybody, as they are on duty at `at`. */
export async function readPeople(sql: Sql, at: Date): Promise<People> {
  const timeZone = await readTimeZone(sql);
  const rotas = await listRotas(sql, { from: at, to: new Date(at.getTime() + 1) });
  const contacts = new Map((await listContacts(sql)).map((contact) => [contact.id, contact]));
  const onDuty = (id: string): string[] => {
    const rota = rotas.find((one) => one.id === id);
    const who = rota && readRota(rota, timeZone).at(at.getTime());
    return who ? [who.contact] : [];
  };
  const membersOf = (id: string): string[] =>
    rotas.filter((one) => one.id === id).flatMap(({ layers }) => layers.flatMap(({ members }) => members));

  return {
    ...{ timeZone, contacts, rotas },
    calledBy: (step, { owners, chain }) => {
      const called = step.tell.flatMap((target): string[] => {
        switch (target.kind) {
          case 'rota':
            return onDuty(target.rota);
          case 'contact':
            return [target.contact];
          case 'owner':
            return [...contacts.values()]
              .filter(({ office }) => office !== null && owners.includes(office))
              .map(({ id }) => id);
          case 'everybody':
            return chain.flatMap(({ tell }) =>
              tell.flatMap((one) =>
                one.kind === 'rota'
                  ? [...membersOf(one.rota), ...onDuty(one.rota)]
                  : one.kind === 'contact'
                    ? [one.contact]
                    : [],
              ),
            );
        }
      });
      return [...new Set(called)].filter((id) => contacts.has(id));
    },
  };
}
