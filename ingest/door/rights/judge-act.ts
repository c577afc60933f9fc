import type { NatsConnection } from '@nats-io/transport-node';
import type { ActJudge } from '#shared/access/act-commands.ts';
import { parseActor } from '#shared/access/actor.ts';
import { authorize } from '#shared/access/authorize.ts';
import type { CommandKey } from '#shared/service/command-key.ts';
import { requestCommand } from '#shared/service/request.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { Subjects } from '#shared/wire/subjects.ts';

type Refusal = Extract<CommandAnswer<never>, { ok: false }>;

/** Why somebody may not do an act; undefined when they may, and then it is in the trail if it was to be noted. */
type JudgeAct = (asked: ActJudge) => Promise<Refusal | undefined>;

/** What commands to the door must pass: their signature, and the judgement of what they ask. */
export type CommandGate = { readonly key: CommandKey; readonly judge: JudgeAct };

const officeMs = 5_000;

/**
 * Judges the commands of the door. Whoever needs no account is judged here; an account is known to the office only, and
 * only it writes the trail: without it neither an account's command nor one that leaves a trail is carried out.
 */
export function openGate(nats: NatsConnection, subjects: Subjects, key: CommandKey): CommandGate {
  const judge: JudgeAct = async (asked) => {
    const actor = parseActor(asked.actor);
    if (actor && actor.kind !== 'account' && !asked.note) {
      const verdict = authorize({ kind: actor.kind, name: actor.name }, asked.act);
      return verdict.allowed ? undefined : { ok: false, code: 'forbidden', message: verdict.reason };
    }
    const command = { actor: 'process:ingest', key, body: asked };
    const answer = await requestCommand(nats, subjects.command('office', 'act.judge'), command, officeMs);
    if (answer.ok) return undefined;
    if (answer.code !== 'unavailable') return answer;
    const message = 'the office must judge and note this, and does not answer; try again when it runs';
    return { ok: false, code: 'unavailable', message };
  };
  return { key, judge };
}
