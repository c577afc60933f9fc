import { countRegistry } from '#shared/store/count-registry.ts';
import { findSenderKeys } from '#shared/store/find-sender-keys.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { QuarantineGrouped } from '#shared/wire/quarantine.ts';
import { judgeSystem } from '../../system/judge-system.ts';
import type { SystemReport } from '../../system/system-report.ts';
import { attend, sortAttention, type Attention } from '../attention.ts';
import { endingSoonMs } from '../key-state.ts';
import { askDoor } from './ask-door.ts';
import { checkAudit } from './audit-check.ts';
import { listSilentSources } from './read-sources.ts';

export type AttentionSources = {
  readonly sql: Sql;
  readonly now: Date;
  readonly timeZone: string;
  readonly gatherHealth: () => Promise<SystemReport>;
};

/** What wants an administrator's attention, the most urgent first. What cannot be read is told as unknown. */
export async function readAttention({ sql, now, timeZone, gatherHealth }: AttentionSources): Promise<Attention[]> {
  const day = civilCalendar(timeZone).dayOf(now.getTime());
  const endsBefore = new Date(now.getTime() + endingSoonMs);
  const [report, quarantine, silent, keys, registry, chain] = await Promise.all([
    orNull(gatherHealth()),
    askDoor<QuarantineGrouped>('quarantine.groups', {}),
    orNull(listSilentSources(sql, now)),
    orNull(findSenderKeys(sql, { now, state: 'valid', endsBefore, limit: 5, skip: 0 })),
    orNull(countRegistry(sql, { day, at: now })),
    orNull(checkAudit(sql, { isNow: false })),
  ]);
  const placeholders = registry?.filter((one) => one.placeholders > 0) ?? null;
  return sortAttention([
    attendSystem(report),
    attend(
      'quarantine',
      quarantine && {
        count: quarantine.total,
        named: quarantine.groups.map(({ problem, kid }) => ({ what: problem, where: kid })),
      },
      'act',
    ),
    attend('sources', silent && { count: silent.length, named: silent.map(({ source }) => ({ what: source })) }, 'act'),
    attend(
      'keys',
      keys && { count: keys.total, named: keys.keys.map(({ kid, source }) => ({ what: kid, where: source })) },
      'look',
    ),
    attend(
      'placeholders',
      placeholders && {
        count: placeholders.reduce((sum, one) => sum + one.placeholders, 0),
        named: placeholders.map((one) => ({ what: one.of, where: `${one.placeholders}/${one.total}` })),
      },
      'look',
    ),
    attend(
      'audit',
      chain && {
        count: chain.faults.length,
        named: chain.faults.map(({ seq, what }) => ({ what, where: String(seq) })),
      },
      'act',
    ),
  ]);
}

function attendSystem(report: SystemReport | null): Attention {
  if (!report) return attend('system', null, 'act');
  const { worst, conditions } = judgeSystem(report);
  const ill = conditions.filter(({ state }) => state === worst && worst !== 'ok');
  const state = ({ ok: 'well', unknown: 'unknown', warning: 'look', critical: 'act' } as const)[worst];
  return {
    name: 'system',
    state,
    count: worst === 'unknown' ? null : ill.length,
    named: ill.slice(0, 5).map(({ name, process }) => ({ what: name, where: process })),
  };
}

async function orNull<Value>(read: Promise<Value>): Promise<Value | null> {
  try {
    return await read;
  } catch {
    return null;
  }
}
