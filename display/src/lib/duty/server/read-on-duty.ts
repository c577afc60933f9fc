import { askOwner } from '#lib/server/ask-owner.ts';
import type { RotasShown } from '#shared/wire/rota-commands.ts';

/** The contacts that are on duty now by the rotas; null: no rota can be read. */
export async function readOnDuty(actor: string): Promise<readonly string[] | null> {
  const answer = await askOwner<RotasShown>('duty', 'rota.show', { actor, body: { days: 1 } });
  return answer.ok ? [...new Set(answer.value.rotas.flatMap(({ now }) => now?.contact ?? []))] : null;
}
