import { askOwner } from '#lib/server/ask-owner.ts';
import type { RotasShown } from '#shared/wire/rota-commands.ts';

/** How many are on duty now by the rotas; at least the one who looks, also where no rota is written or can be read. */
export async function countOfficers(actor: string): Promise<number> {
  const answer = await askOwner<RotasShown>('duty', 'rota.show', { actor, body: { days: 1 } });
  if (!answer.ok) return 1;
  const onDuty = answer.value.rotas.flatMap(({ now }) => now?.contact ?? []);
  return Math.max(1, new Set(onDuty).size);
}
