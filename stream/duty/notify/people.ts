import { readRota } from '#shared/duty/rota/rota.ts';
import { listContacts, type ContactRow } from '#shared/store/list-contacts.ts';
import { listRotas } from '#shared/store/list-rotas.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { ChainStep } from '#shared/wire/notify-commands.ts';

type Called = { readonly owners: readonly string[]; readonly chain: readonly ChainStep[] };
type Target = ChainStep['tell'][number];

/** Who can be called, and who is on duty at an instant. */
export type People = {
  readonly timeZone: string;
  readonly contacts: ReadonlyMap<string, ContactRow>;
  /** Contacts whom a step of a chain calls, each once. */
  readonly calledBy: (step: ChainStep, of: Called) => readonly string[];
};

/** Reads everybody, as they are on duty at `at`. */
export async function readPeople(sql: Sql, at: Date): Promise<People> {
  const timeZone = await readTimeZone(sql);
  const rotas = await listRotas(sql, { from: at, to: new Date(at.getTime() + 1) });
  const contacts = new Map((await listContacts(sql)).map((contact) => [contact.id, contact]));
  const rotaOf = (id: string) => rotas.filter((one) => one.id === id);
  const onDuty = (id: string): string[] =>
    rotaOf(id).flatMap((rota) => readRota(rota, timeZone).at(at.getTime())?.contact ?? []);
  const membersOf = (id: string): string[] => rotaOf(id).flatMap(({ layers }) => layers.flatMap((one) => one.members));

  const reach = (target: Target, { owners, chain }: Called): string[] => {
    switch (target.kind) {
      case 'rota':
        return onDuty(target.rota);
      case 'contact':
        return [target.contact];
      case 'owner':
        return [...contacts.values()].filter(({ office }) => owners.includes(office ?? '')).map(({ id }) => id);
      case 'everybody':
        return chain.flatMap(({ tell }) => tell.flatMap(everybodyOf));
    }
  };
  const everybodyOf = (target: Target): string[] => {
    if (target.kind === 'rota') return [...membersOf(target.rota), ...onDuty(target.rota)];
    return target.kind === 'contact' ? [target.contact] : [];
  };

  return {
    ...{ timeZone, contacts },
    calledBy: ({ tell }, called) => {
      const ids = new Set(tell.flatMap((target) => reach(target, called)));
      return [...ids].filter((id) => contacts.has(id));
    },
  };
}
