import { describeIncident } from '#shared/duty/incident/describe-incident.ts';
import type { Incident } from '#shared/duty/incident/incident.ts';
import { listMembers } from '#shared/store/incident-members.ts';
import type { DutyTransaction } from '../transaction.ts';
import type { KnownCity } from './known-city.ts';
import { saveIncident, type Said } from './save-incident.ts';

/** Works out anew what an incident's alerts say of it, and keeps it with what else is told. */
export async function refreshIncident(
  tx: DutyTransaction,
  incident: Incident,
  { city, said = [] }: { city: KnownCity; said?: readonly Said[] },
): Promise<Incident> {
  const members = await listMembers(tx.sql, { incidents: [incident.id] });
  const described = describeIncident(incident, members, city);
  const isNew = described.cause?.alert !== incident.cause?.alert && described.cause !== null;
  const cause: Said = { by: 'duty', kind: 'membership', detail: { cause: described.cause } };
  await tx.sql.query('UPDATE incidents SET looked_at = $2 WHERE id = $1', [incident.id, tx.nowOf(incident.world)]);
  return saveIncident(tx, described, { city, said: isNew ? [...said, cause] : said });
}
