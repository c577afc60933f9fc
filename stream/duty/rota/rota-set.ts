import type { Sql } from '#shared/store/sql.ts';
import { rotaOverride, rotaOverrideRemove, rotaSet } from '#shared/wire/rota-commands.ts';
import { defineCommand, type Outcome } from '../commands/command.ts';
import { personOf } from '../alerts/person-of.ts';
import { conflict } from '../contacts/versioned.ts';

/** `rota.set`: a rota with its layers, whole. */
export const rotaSetCommand = defineCommand({
  verb: 'rota.set',
  repeat: 'once',
  needs: 'rota.manage',
  body: rotaSet,
  act: async ({ id, expectedVersion, nameVi, nameEn, layers }, { sql, now, actor }) => {
    const { rows } = await sql.query<{ version: number; editedBy: string; editedAt: Date }>(
      'SELECT version, edited_by AS "editedBy", edited_at AS "editedAt" FROM rotas WHERE id = $1 FOR UPDATE',
      [id],
    );
    if ((rows[0]?.version ?? 0) !== expectedVersion) return conflict(`the rota ${id}`, rows[0]);
    const missing = await findMissing(
      sql,
      layers.flatMap(({ members }) => members),
    );
    if (missing) return missing;
    const version = expectedVersion + 1;
    await sql.query(
      `INSERT INTO rotas (id, name_vi, name_en, layers, version, edited_by, edited_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET name_vi = EXCLUDED.name_vi, name_en = EXCLUDED.name_en, layers = EXCLUDED.layers,
         version = EXCLUDED.version, edited_by = EXCLUDED.edited_by, edited_at = EXCLUDED.edited_at`,
      [id, nameVi, nameEn, JSON.stringify(layers), version, actor, now],
    );
    const detail = { nameVi, layers, version };
    return { answer: { ok: true, value: { id, version } }, audit: { subject: `rota:${id}`, detail } };
  },
});

/** `rota.override`: somebody stands in. */
export const rotaOverrideCommand = defineCommand({
  verb: 'rota.override',
  repeat: 'once',
  needs: 'rota.manage',
  body: rotaOverride,
  act: async ({ rota, contact, from, to }, { sql, now, actor }) => {
    const missing = await findMissing(sql, [contact]);
    if (missing) return missing;
    const { rows } = await sql.query<{ id: number }>(
      `INSERT INTO rota_overrides (rota, contact, from_at, to_at, made_by, made_at)
       SELECT id, $2, $3, $4, $5, $6 FROM rotas WHERE id = $1 RETURNING id`,
      [rota, contact, from, to, personOf(actor), now],
    );
    const id = rows[0]?.id;
    if (id === undefined) return notFound(`there is no rota ${rota}; rota show shows all`);
    const detail = { override: id, contact, from, to };
    return { answer: { ok: true, value: { id } }, audit: { subject: `rota:${rota}`, detail } };
  },
});

/** `rota.override.remove`. */
export const rotaOverrideRemoveCommand = defineCommand({
  verb: 'rota.override.remove',
  repeat: 'once',
  needs: 'rota.manage',
  body: rotaOverrideRemove,
  act: async ({ id }, { sql, now }) => {
    const { rows } = await sql.query<{ rota: string }>(
      'UPDATE rota_overrides SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL RETURNING rota',
      [id, now],
    );
    const rota = rows[0]?.rota;
    if (rota === undefined) return notFound(`there is no override ${id}, or it was taken away already`);
    return {
      answer: { ok: true, value: { id } },
      audit: { subject: `rota:${rota}`, detail: { override: id, removed: true } },
    };
  },
});

async function findMissing(sql: Sql, ids: readonly string[]): Promise<Outcome | undefined> {
  const { rows } = await sql.query<{ id: string }>(
    'SELECT id FROM unnest($1::text[]) AS id WHERE NOT EXISTS (SELECT FROM contacts WHERE contacts.id = id.id)',
    [ids],
  );
  return rows[0] && notFound(`there is no contact ${rows[0].id}; contact list shows all`);
}

function notFound(message: string): Outcome {
  return { answer: { ok: false, code: 'not-found', message } };
}
