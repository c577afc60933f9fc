import { parseActor } from '#shared/access/actor.ts';
import { decideExclusion, type ExclusionDecision } from '#shared/store/decide-exclusion.ts';
import type { ExclusionRow } from '#shared/store/list-exclusions.ts';
import { lockExclusion } from '#shared/store/lock-exclusion.ts';
import { exclusionDecide, exclusionWithdraw } from '#shared/wire/kpi-commands.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';
import { toTold } from './exclusion-told.ts';

/** `exclusion.approve`: by another person than the one who proposed it. */
export const exclusionApproveCommand = defineCommand({
  verb: 'exclusion.approve',
  repeat: 'once',
  needs: 'exclusion.approve',
  body: exclusionDecide,
  act: (wish, context) => decide(wish, context, { state: 'approved', from: ['proposed'], isOther: true }),
});

/** `exclusion.reject`: a proposal, or one that was approved and ought not to have been. */
export const exclusionRejectCommand = defineCommand({
  verb: 'exclusion.reject',
  repeat: 'once',
  needs: 'exclusion.approve',
  body: exclusionDecide,
  act: (wish, context) => decide(wish, context, { state: 'rejected', from: ['proposed', 'approved'], isOther: true }),
});

/** `exclusion.withdraw`: a proposal of one's own. */
export const exclusionWithdrawCommand = defineCommand({
  verb: 'exclusion.withdraw',
  repeat: 'once',
  needs: 'exclusion.propose',
  objectOf: ({ unit = null }) => ({ unit }),
  body: exclusionWithdraw,
  act: (wish, context) => decide(wish, context, { state: 'withdrawn', from: ['proposed'], isOther: false }),
});

type Rule = {
  readonly state: ExclusionDecision['state'];
  readonly from: readonly ExclusionRow['state'][];
  /** Whether it must be another person than the one who proposed it; else it must be the same. */
  readonly isOther: boolean;
};

async function decide(
  { id, note: said }: { id: number; note?: string | undefined },
  { sql, now, actor }: ActContext,
  { state, from, isOther }: Rule,
): Promise<Outcome> {
  const note = said ?? null;
  const before = await lockExclusion(sql, id);
  if (!before) return refuse('not-found', `there is no exclusion ${id}; exclusion list shows what there is`);
  if (!from.includes(before.state)) return refuse('conflict', `exclusion ${id} is ${before.state} already`);
  if (isOther && isSamePerson(actor, before.proposedBy)) {
    return refuse(
      'forbidden',
      `exclusion ${id} was proposed by ${before.proposedBy}; another person must decide on it`,
    );
  }
  if (!isOther && actor !== before.proposedBy) {
    return refuse('forbidden', `exclusion ${id} was proposed by ${before.proposedBy}, who alone may withdraw it`);
  }
  const after = await decideExclusion(sql, { id, state, by: actor, at: now, note });
  if (!after) return refuse('not-found', `there is no exclusion ${id}`);
  const detail = { before: before.state, after: state, note, unitSet: before.unitSet, kpis: before.kpis };
  return { answer: { ok: true, value: toTold(after) }, audit: { subject: `exclusion:${id}`, detail } };
}

/** A person's login of this machine and account of the same name are taken for one person. */
function isSamePerson(actor: string, other: string): boolean {
  return actor === other || parseActor(actor)?.name.toLowerCase() === parseActor(other)?.name.toLowerCase();
}

function refuse(code: 'not-found' | 'conflict' | 'forbidden', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
