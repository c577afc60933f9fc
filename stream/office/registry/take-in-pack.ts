import { hash } from 'node:crypto';
import type { Pack } from '#shared/locality/pack.ts';
import type { PackProblem } from '#shared/locality/pack-problem.ts';
import type { RegistryChange } from '#shared/locality/registry/compare-rows.ts';
import { findOrphans } from '#shared/locality/registry/find-orphans.ts';
import { planImport, type ImportPlan, type RegistryContents } from '#shared/locality/registry/plan-import.ts';
import { registryTables } from '#shared/locality/registry/registry-tables.ts';
import { insertPackImport } from '#shared/store/insert-pack-import.ts';
import { listAssetsHeard } from '#shared/store/list-assets-heard.ts';
import { readRegistryRows } from '#shared/store/read-registry-rows.ts';
import type { Sql } from '#shared/store/sql.ts';
import { writeRegistryRows } from '#shared/store/write-registry-rows.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';

/** An asset heard of within this time is in use, whatever a folder says. */
const LIVE_MS = 24 * 3_600_000;

export type ExaminedPack = {
  readonly plan: ImportPlan;
  readonly effective: string;
  /** Tells this change of this registry from every other. */
  readonly version: string;
  readonly problems: readonly PackProblem[];
};

/** Works out what taking in a pack would change, and why it must not be. Nothing is written. */
export async function examinePack(
  sql: Sql,
  pack: Pack,
  options: { now: Date; effective?: string | undefined; overwriteEdits: boolean },
): Promise<ExaminedPack> {
  const { now, overwriteEdits } = options;
  const today = civilCalendar(pack.timeZone).dayOf(now.getTime());
  const { effective = today } = options;
  const held: Record<string, RegistryContents[string]> = {};
  for (const table of registryTables) held[table.name] = await readRegistryRows(sql, table);
  const plan = planImport(held, pack, { today, effective, overwriteEdits });
  const from = effective > today ? effective : today;
  const problems = [
    ...findOtherCity(held, pack),
    ...(await findLiveEndings(sql, plan.changes, now)),
    ...findOrphans(plan, { timeZone: pack.timeZone, from }),
  ];
  const version = hash('sha256', JSON.stringify([plan.changes, plan.kept]), 'hex').slice(0, 16);
  return { plan, effective, version, problems };
}

/** Makes the registry what a plan says, in the transaction in which it was worked out; notes the pack's hash. */
export async function applyPlan(sql: Sql, plan: ImportPlan, imported: { hash: string; at: Date }): Promise<void> {
  for (const { table, ...rows } of plan.writes) await writeRegistryRows(sql, table, rows);
  await insertPackImport(sql, imported.hash, imported.at);
}

/** Tells one content of a pack from another. */
export function hashPack(pack: Pack): string {
  return hash('sha256', JSON.stringify(pack), 'hex');
}

/** One registry is one city's: another's folder would end everything it holds. */
function findOtherCity(held: RegistryContents, pack: Pack): PackProblem[] {
  const code = (held['city_settings'] ?? []).find(({ values }) => values['key'] === 'code')?.values['value'];
  const holds = typeof code === 'string' ? (JSON.parse(code) as string) : pack.code;
  if (holds === pack.code) return [];
  const message = {
    vi: `hệ thống này là của “${holds}”, không phải “${pack.code}”; chạy thành phố khác với VONGLAU_CITY=${pack.code} và VONGLAU_DATA riêng`,
    en: `this system is that of “${holds}”, not of “${pack.code}”; run another city with VONGLAU_CITY=${pack.code} and a VONGLAU_DATA of its own`,
  };
  return [{ file: 'pack.yaml', row: 0, column: 'code', message }];
}

/** Assets that would end although they still send. An end that is still to come is a plan, not a mistake. */
async function findLiveEndings(sql: Sql, changes: readonly RegistryChange[], now: Date): Promise<PackProblem[]> {
  const ending = new Map(
    changes
      .filter(
        ({ table, change, effective }) => table === 'assets' && change === 'ended' && effective <= now.toISOString(),
      )
      .map(({ code, file }) => [code, file]),
  );
  const heard = await listAssetsHeard(sql, [...ending.keys()], new Date(now.getTime() - LIVE_MS));
  return heard.map(({ asset, at }) => ({
    ...{ file: ending.get(asset) ?? '', row: 0, column: 'code' },
    message: {
      vi: `${asset} vẫn đang gửi dữ liệu (lần cuối ${at.toISOString()}); giữ lại hàng này, hoặc tắt thiết bị rồi nhập lại sau 24 giờ, hoặc ghi valid_to là một ngày sắp tới`,
      en: `${asset} still sends (last ${at.toISOString()}); keep its row, or switch it off and import again 24 hours later, or write a coming day as its valid_to`,
    },
  }));
}
