import type { Chain } from '../../wire/notify-commands.ts';

/** The chain for an incident: of those for its priority the first that names an owner of its rules, or names none. */
export function pickChain(
  chains: readonly Chain[],
  { priority, owners }: { priority: Chain['priorities'][number]; owners: readonly string[] },
): Chain | undefined {
  return chains.find(
    (chain) =>
      chain.priorities.includes(priority) &&
      (chain.owners.length === 0 || chain.owners.some((owner) => owners.includes(owner))),
  );
}
