import { randomUUID } from 'node:crypto';
import { toParcel } from '#shared/locality/files/parcel.ts';
import type { PackDiff, PackImport } from '#shared/wire/pack-commands.ts';
import { askOwner } from '#lib/server/ask-owner.ts';
import type { PackChecked } from '../pack-checked.ts';
import type { Form } from './form.ts';
import { runWorkbook } from './run-workbook.ts';

const shownProblems = 500;
const shownChanges = 300;

/** Reads a sent workbook, hands it to the office in parts and asks what taking it in would change. Nothing is changed. */
export async function checkUpload(form: Form, actor: string): Promise<PackChecked> {
  const sent = form.file('file');
  const file = sent?.name ?? '';
  if (!sent) return { file, fault: 'no-file', detail: '' };
  const read = await runWorkbook({ task: 'read', bytes: new Uint8Array(await sent.arrayBuffer()) });
  if ('fault' in read) return { file, fault: 'no-workbook', detail: read.fault };
  if ('problems' in read) {
    return { file, problems: read.problems.slice(0, shownProblems), total: read.problems.length };
  }
  if (!('files' in read)) return { file, fault: 'no-workbook', detail: '' };
  const upload = randomUUID();
  const parcel = toParcel(read.files);
  for (const [part, bytes] of parcel.entries()) {
    const body = { upload, part, data: bytes.toString('base64') };
    const kept = await askOwner('office', 'pack.upload', { actor, body });
    if (!kept.ok) return { file, fault: kept.code === 'unavailable' ? 'unavailable' : 'refused', detail: kept.message };
  }
  const wish = readImportWish(form, { upload, parts: parcel.length });
  const answer = await askOwner<PackDiff>('office', 'pack.diff', { actor, body: wish });
  if (!answer.ok)
    return { file, fault: answer.code === 'unavailable' ? 'unavailable' : 'refused', detail: answer.message };
  return {
    file,
    ...{ upload, parts: parcel.length, overwriteEdits: wish.overwriteEdits === true },
    diff: cut(answer.value),
  };
}

/** How a form wants an upload to be taken in. */
export function readImportWish(form: Form, upload: { upload: string; parts: number }): PackImport {
  const [effective, version] = [form.text('effective'), form.text('version')];
  return {
    ...upload,
    overwriteEdits: form.text('overwriteEdits') === 'yes',
    ...(effective !== '' && { effective }),
    ...(version !== '' && { version }),
  };
}

function cut(diff: PackDiff): PackDiff {
  const { changes, more } = diff;
  return { ...diff, changes: changes.slice(0, shownChanges), more: more + Math.max(0, changes.length - shownChanges) };
}
