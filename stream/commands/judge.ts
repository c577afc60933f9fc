import { parseActor } from '#shared/access/actor.ts';
import type { Act } from '#shared/access/acts.ts';
import { authorize, type ActObject, type Subject } from '#shared/access/authorize.ts';
import { findSubject } from '#shared/store/find-subject.ts';
import type { Sql } from '#shared/store/sql.ts';

/** Who asks, if they may; what is in the way, if not. An account stays as it is until the transaction ends. */
export async function judge(
  sql: Sql,
  actor: string,
  { needs, object }: { needs: Act; object: ActObject },
): Promise<Subject | { readonly fault: string }> {
  const named = parseActor(actor);
  if (!named) return { fault: `${actor} is nobody: an actor is account:NAME, local:NAME or process:NAME` };
  const subject = await findSubject(sql, named);
  if (!subject) return { fault: `there is no account ${named.name}, or it is disabled` };
  const verdict = authorize(subject, needs, object);
  return verdict.allowed ? subject : { fault: verdict.reason };
}
