import type { Seal } from '#shared/service/seal.ts';
import { listContacts, type ContactRow } from '#shared/store/list-contacts.ts';
import { listOffices } from '#shared/store/list-offices.ts';
import type { Sql } from '#shared/store/sql.ts';
import { contactRemove, contactSet, type ContactSet } from '#shared/wire/notify-commands.ts';
import { defineCommand, type ActContext, type DutyCommand, type Outcome } from '../commands/command.ts';
import { toView } from './contact-list.ts';
import { conflict } from './versioned.ts';

/** `contact.set`: makes or changes a contact. Addresses are sealed before they are written. */
export function contactSetCommand(seal: Seal): DutyCommand {
  return defineCommand({
    verb: 'contact.set',
    repeat: 'once',
    needs: 'contact.manage',
    body: contactSet,
    act: (wish, context) => set(wish, context, seal),
  });
}

/** `contact.remove`: rotas that name it have a gap from then on. */
export const contactRemoveCommand = defineCommand({
  verb: 'contact.remove',
  repeat: 'once',
  needs: 'contact.manage',
  body: contactRemove,
  act: async ({ id, expectedVersion }, { sql }) => {
    const known = await lockContact(sql, id);
    if (known?.version !== expectedVersion) return conflict(`the contact ${id}`, known);
    await sql.query('DELETE FROM contacts WHERE id = $1', [id]);
    return { answer: { ok: true, value: { id } }, audit: { subject: `contact:${id}`, detail: { removed: true } } };
  },
});

async function set(wish: ContactSet, context: ActContext, seal: Seal): Promise<Outcome> {
  const { sql, now, actor } = context;
  const { id, expectedVersion } = wish;
  const known = await lockContact(sql, id);
  if ((known?.version ?? 0) !== expectedVersion) return conflict(`the contact ${id}`, known);
  const [before] = known ? await listContacts(sql, [id]) : [];
  const fault = await findFault(sql, wish, before);
  if (fault !== undefined) return { answer: { ok: false, code: 'invalid', message: fault } };
  const office = wish.office ?? before?.office ?? null;
  const named = (await listOffices(sql, null)).findLast(({ code }) => code === office);
  const after = merge(wish, before, { seal, name: { vi: named?.name ?? id, en: named?.nameEn ?? id } });
  await save(sql, after, { actor, now });
  const detail = { changed: changedFields(wish), version: after.version };
  return {
    answer: { ok: true, value: toView(after, { office: named, seal, hidden: false }) },
    // The answer is kept for a repeat, and must not hold an address in the clear.
    repeatAnswer: { ok: true, value: toView(after, { office: named, seal, hidden: true }) },
    audit: { subject: `contact:${id}`, detail },
  };
}

/** Who set a contact last, held until the transaction ends. */
async function lockContact(
  sql: Sql,
  id: string,
): Promise<{ version: number; editedBy: string; editedAt: Date } | undefined> {
  const { rows } = await sql.query<{ version: number; editedBy: string; editedAt: Date }>(
    'SELECT version, edited_by AS "editedBy", edited_at AS "editedAt" FROM contacts WHERE id = $1 FOR UPDATE',
    [id],
  );
  return rows[0];
}

async function findFault(
  sql: Sql,
  { id, office, account, deputy }: ContactSet,
  before?: ContactRow,
): Promise<string | undefined> {
  if (deputy === id) return `deputy: ${id} cannot stand in for itself`;
  const { rows } = await sql.query<{ fault: string }>(
    `SELECT format('office: %s has the contact %s already', office, id) AS fault FROM contacts WHERE office = $2 AND id <> $1
     UNION ALL SELECT format('account: %s has the contact %s already', account, id) FROM contacts WHERE account = $3 AND id <> $1
     UNION ALL SELECT format('office: the city has no office %s', $2::text)
       WHERE $2::text IS NOT NULL AND NOT EXISTS (SELECT FROM offices WHERE code = $2)
     UNION ALL SELECT format('account: there is no account %s', $3::text)
       WHERE $3::text IS NOT NULL AND NOT EXISTS (SELECT FROM accounts WHERE name = $3)
     UNION ALL SELECT format('deputy: there is no contact %s', $4::text)
       WHERE $4::text IS NOT NULL AND NOT EXISTS (SELECT FROM contacts WHERE id = $4)`,
    [id, office ?? null, account ?? null, deputy ?? null],
  );
  if (rows[0]) return rows[0].fault;
  return office === undefined && account === undefined && !before && id.includes(' ') ? 'id: a code' : undefined;
}

function merge(
  wish: ContactSet,
  before: ContactRow | undefined,
  { seal, name }: { seal: Seal; name: { vi: string; en: string } },
): ContactRow {
  const keep = <Value>(wished: Value | undefined, kept: Value | undefined, otherwise: Value): Value =>
    wished === undefined ? (kept ?? otherwise) : wished;
  const sealed = (wished: string | null | undefined, kept: Buffer | null | undefined): Buffer | null =>
    wished === undefined ? (kept ?? null) : wished === null ? null : seal.close(wished);
  return {
    id: wish.id,
    office: keep(wish.office, before?.office, null),
    account: keep(wish.account, before?.account, null),
    nameVi: keep(wish.nameVi, before?.nameVi, name.vi),
    nameEn: keep(wish.nameEn, before?.nameEn, name.en),
    phoneSealed: sealed(wish.phone, before?.phoneSealed),
    emailSealed: sealed(wish.email, before?.emailSealed),
    deputy: keep(wish.deputy, before?.deputy, null),
    hours: keep(wish.hours, before?.hours, null),
    quiet: keep(wish.quiet, before?.quiet, null),
    channels: keep<ContactRow['channels']>(wish.channels, before?.channels, []),
    drills: keep(wish.drills, before?.drills, false),
    version: (before?.version ?? 0) + 1,
  };
}

async function save(sql: Sql, row: ContactRow, { actor, now }: { actor: string; now: Date }): Promise<void> {
  await sql.query(
    `INSERT INTO contacts (id, office, account, name_vi, name_en, phone_sealed, email_sealed, deputy, hours, quiet,
       channels, drills, version, edited_by, edited_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (id) DO UPDATE SET office = EXCLUDED.office, account = EXCLUDED.account, name_vi = EXCLUDED.name_vi,
       name_en = EXCLUDED.name_en, phone_sealed = EXCLUDED.phone_sealed, email_sealed = EXCLUDED.email_sealed,
       deputy = EXCLUDED.deputy, hours = EXCLUDED.hours, quiet = EXCLUDED.quiet, channels = EXCLUDED.channels,
       drills = EXCLUDED.drills, version = EXCLUDED.version, edited_by = EXCLUDED.edited_by, edited_at = EXCLUDED.edited_at`,
    [
      ...[row.id, row.office, row.account, row.nameVi, row.nameEn, row.phoneSealed, row.emailSealed, row.deputy],
      ...[row.hours, row.quiet, row.channels, row.drills, row.version, actor, now],
    ],
  );
}

/** Which fields were set: the trail says that a number changed, not to what. */
function changedFields(wish: ContactSet): string[] {
  const names = Object.entries(wish).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return names.filter((name) => name !== 'id' && name !== 'expectedVersion');
}
