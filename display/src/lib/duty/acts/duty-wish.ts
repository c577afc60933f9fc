import type { CommandAnswer } from '#shared/wire/commands.ts';

/** What somebody at the desk wants done. */
export type DutyWish = {
  readonly verb: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly reason?: string;
};

const timeoutMs = 15_000;

/**
 * Sends an act to its owner by way of the display; `id` is the command's, so that asking again is not doing again. Never
 * rejects: an answer that did not come says so, and whether it was done is seen in the queue.
 */
export async function sendWish(wish: DutyWish, id: string): Promise<CommandAnswer<unknown>> {
  try {
    const answer = await fetch('/duty/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...wish, id }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (answer.status === 401) return { ok: false, code: 'forbidden', message: 'logged out' };
    const told = (await answer.json()) as CommandAnswer<unknown> | { ok?: undefined; detail?: string };
    if (told.ok !== undefined) return told;
    return { ok: false, code: answer.status === 403 ? 'forbidden' : 'unavailable', message: told.detail ?? '' };
  } catch {
    return { ok: false, code: 'unavailable', message: 'the display does not answer' };
  }
}
