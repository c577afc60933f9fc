import { randomUUID } from 'node:crypto';
import { toParcel } from '#shared/locality/files/parcel.ts';
import type { PackFiles } from '#shared/locality/pack-files.ts';
import { askOwner } from '../commands/ask-owner.ts';
import type { CommandIo } from '../setup/command.ts';
import type { Report } from '../setup/report.ts';

/** Sends a city's files to the office, part by part; returns under which name it keeps them. */
export async function sendPack(
  io: CommandIo,
  files: PackFiles,
  report: Report,
): Promise<{ upload: string; parts: number }> {
  const upload = randomUUID();
  const parcel = toParcel(files);
  for (const [part, bytes] of parcel.entries()) {
    report({ text: `part ${part + 1} of ${parcel.length}`, fraction: part / parcel.length });
    await askOwner('office', io, 'pack.upload', { upload, part, data: bytes.toString('base64') });
  }
  return { upload, parts: parcel.length };
}
