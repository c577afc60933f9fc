import { checkPack } from '#shared/locality/check-pack.ts';
import { openParcel } from '#shared/locality/files/parcel.ts';
import type { Pack } from '#shared/locality/pack.ts';
import type { PackFiles } from '#shared/locality/pack-files.ts';
import { describeProblem, type PackProblem } from '#shared/locality/pack-problem.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { deletePackUpload, readPackParts } from '#shared/store/pack-uploads.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { packImport, type PackDiff } from '#shared/wire/pack-commands.ts';
import { applyPlan, examinePack, hashPack, type ExaminedPack } from '../registry/take-in-pack.ts';
import { countChanges, fitChanges } from '../registry/tell-changes.ts';
import { defineCommand, type Outcome } from './command.ts';

/** Problems told in one refusal; a dry run tells all. */
const SHOWN = 20;

/** `pack.diff`: what taking in an uploaded pack would change, and what speaks against it. */
export const packDiffCommand = defineCommand({
  verb: 'pack.diff',
  repeat: 'any',
  needs: 'pack.import',
  body: packImport,
  act: async (body, { sql, now }) => {
    const read = await readUploaded(sql, body);
    if ('message' in read) return refuse(read.message);
    const examined = await examinePack(sql, read.pack, { ...body, now });
    return { answer: { ok: true, value: toDiff(read.pack, examined) } };
  },
});

/** `pack.import`: takes in an uploaded pack, whole or not at all. */
export const packImportCommand = defineCommand({
  verb: 'pack.import',
  repeat: 'once',
  needs: 'pack.import',
  body: packImport,
  act: async (body, { sql, now }) => {
    const read = await readUploaded(sql, body);
    if ('message' in read) return refuse(read.message);
    await lockRegistry(sql);
    const { pack } = read;
    const examined = await examinePack(sql, pack, { ...body, now });
    const { plan, problems, version, effective } = examined;
    if (problems.length > 0) return refuse(describeAll(problems), 'conflict');
    if (body.version !== undefined && body.version !== version) {
      return refuse('the registry has changed since the changes were shown; look at them again', 'conflict');
    }
    await deletePackUpload(sql, body.upload);
    const answer = { ok: true, value: toDiff(pack, examined) } as const;
    if (plan.writes.length === 0) return { answer };
    const imported = { hash: hashPack(pack), at: now };
    await applyPlan(sql, plan, imported);
    const { overwriteEdits } = body;
    const detail = { hash: imported.hash, effective, overwriteEdits, counts: countChanges(plan.changes) };
    return { answer, audit: { subject: pack.code, detail }, publish: ['assets'] };
  },
});

/** The uploaded pack, checked; or what is wrong with it. */
async function readUploaded(
  sql: Sql,
  { upload, parts }: { upload: string; parts: number },
): Promise<{ pack: Pack } | { message: string }> {
  const bytes = await readPackParts(sql, upload);
  if (bytes.length !== parts) {
    return {
      message: `upload: ${bytes.length} of ${parts} parts are here; parts are kept for an hour, send them again`,
    };
  }
  let files: PackFiles;
  try {
    files = openParcel(bytes);
  } catch (error) {
    return { message: `upload: this is not a city's files: ${error instanceof Error ? error.message : String(error)}` };
  }
  const checked = checkPack(files);
  return 'pack' in checked ? checked : { message: `nothing was changed: ${describeAll(checked.problems)}` };
}

/** The answer, in which every change is dated by its civil day. */
function toDiff(pack: Pack, { plan, effective, version, problems }: ExaminedPack): PackDiff {
  const { dayOf } = civilCalendar(pack.timeZone);
  const toDay = (moment: string): string => (moment.includes('T') ? dayOf(Date.parse(moment)) : moment);
  const changes = plan.changes.map((change) => ({ ...change, effective: toDay(change.effective) }));
  const { kept } = plan;
  return { city: pack.code, effective, version, counts: countChanges(changes), ...fitChanges(changes), kept, problems };
}

function describeAll(problems: readonly PackProblem[]): string {
  const lines = problems.slice(0, SHOWN).map((problem) => describeProblem(problem, 'en'));
  const more = problems.length > SHOWN ? [`and ${problems.length - SHOWN} more`] : [];
  return [...lines, ...more].join('\n  ');
}

function refuse(message: string, code: 'invalid' | 'conflict' = 'invalid'): Outcome {
  return { answer: { ok: false, code, message } };
}
