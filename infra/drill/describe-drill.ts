import type { DrillFinding } from '#shared/drill/judge-drill.ts';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { formatTable } from '../office/format-table.ts';

/** How a drill went, for a terminal: what was expected, what came of it, how long it took. */
export function describeDrill({ id, name, judgement, notices, endedAt, beginsAt }: DrillTold): string {
  const { incident, findings, met, expected, others } = judgement;
  const rows = findings.map((one) => [
    one.step ?? one.what,
    one.isMet === null ? 'not yet' : one.isMet ? 'yes' : 'NO',
    one.tookMs === null ? '–' : minutes(one.tookMs),
    one.limitMs === null ? '–' : minutes(one.limitMs),
    one.found ?? '',
  ]);
  return [
    `DIỄN TẬP / DRILL ${id}: ${name.vi} / ${name.en}`,
    `began ${beginsAt}, ${endedAt === null ? 'under way' : `ended ${endedAt}`}; ${met} of ${expected} as expected`,
    incident === null ? 'nothing was noticed' : `incident SC-${incident}; ${others} others`,
    `${notices.kept} notices kept, ${notices.sent} sent`,
    formatTable(['EXPECTED', 'MET', 'TOOK', 'WITHIN', 'BY / CAUSE'], rows),
  ].join('\n');
}

/** `m:ss` or `h:mm:ss`. */
function minutes(ms: NonNullable<DrillFinding['tookMs']>): string {
  const s = Math.round(ms / 1_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return s < 3_600 ? rest : `${Math.floor(s / 3_600)}:${rest}`;
}
