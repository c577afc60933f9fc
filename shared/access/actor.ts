/** Who a command says it comes from. Accounts are looked up by whoever judges it; the other two stand for themselves. */
export type Actor = { readonly kind: 'account' | 'local' | 'process'; readonly name: string };

const FORM = /^(account|local|process):([^\s:][^\s]{0,62})$/;

/** Takes `account:<name>`, `local:<login of this machine>` or `process:<name>` apart; undefined when it is none of them. */
export function parseActor(text: string): Actor | undefined {
  const [, kind, name] = FORM.exec(text) ?? [];
  return kind === undefined || name === undefined ? undefined : { kind: kind as Actor['kind'], name };
}
