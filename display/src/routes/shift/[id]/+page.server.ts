import { error } from '@sveltejs/kit';
import type { ShiftSeen } from '#shared/wire/shift-commands.ts';
import { askDuty } from '#lib/people/server/ask-duty.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const id = Number(event.params.id);
  if (!Number.isSafeInteger(id) || id < 1) error(404);
  const answer = await askDuty<ShiftSeen>(event, 'shift.see', { id });
  if (!answer.ok) error(answer.code === 'not-found' ? 404 : 503, answer.message);
  return { ...readDesk(event), seen: answer.value };
};
