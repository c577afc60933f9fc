import type { RotaLayer } from '../wire/rota-commands.ts';
import type { Sql } from './sql.ts';

/** A rota as it is kept, with the overrides that touch some time. */
export type RotaRow = {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly layers: readonly RotaLayer[];
  readonly version: number;
  readonly overrides: readonly {
    readonly id: number;
    readonly contact: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly by: string;
  }[];
};

/** Every rota by id, with its overrides between two instants; `ids`: only these. */
export async function listRotas(
  sql: Sql,
  { from, to, ids = null }: { from: Date; to: Date; ids?: readonly string[] | null },
): Promise<RotaRow[]> {
  const { rows } = await sql.query<RotaRow>(
    `SELECT id, name_vi AS "nameVi", name_en AS "nameEn", layers, version, coalesce((
       SELECT jsonb_agg(jsonb_build_object('id', o.id, 'contact', o.contact, 'by', o.made_by,
         'fromMs', (extract(epoch FROM o.from_at) * 1000)::bigint, 'toMs', (extract(epoch FROM o.to_at) * 1000)::bigint)
         ORDER BY o.from_at, o.id)
       FROM rota_overrides o WHERE o.rota = rotas.id AND o.removed_at IS NULL AND o.to_at > $1 AND o.from_at < $2
     ), '[]') AS overrides
     FROM rotas WHERE $3::text[] IS NULL OR id = ANY($3) ORDER BY id`,
    [from, to, ids],
  );
  return rows;
}
