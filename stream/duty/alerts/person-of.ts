/** Who acts, as people call them: an account by its name alone. */
export function personOf(actor: string): string {
  return actor.startsWith('account:') ? actor.slice('account:'.length) : actor;
}
