import { mostAttachmentBytes, type AttachmentType } from './incident-acts.ts';

const starts: Readonly<Partial<Record<AttachmentType, readonly (readonly [at: number, bytes: readonly number[]])[]>>> =
  {
    'image/jpeg': [[0, [0xff, 0xd8, 0xff]]],
    'image/png': [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]],
    'image/webp': [
      [0, [0x52, 0x49, 0x46, 0x46]],
      [8, [0x57, 0x45, 0x42, 0x50]],
    ],
    'application/pdf': [[0, [0x25, 0x50, 0x44, 0x46, 0x2d]]],
  };

/** What is wrong with a file: too large, empty, or not what its type says; undefined: nothing. */
export function checkAttachment(type: AttachmentType, bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'data: the file is empty';
  if (bytes.length > mostAttachmentBytes) return `data: a file has at most ${mostAttachmentBytes / 1_048_576} MiB`;
  const signature = starts[type];
  const isSo = signature
    ? signature.every(([at, expected]) => expected.every((byte, offset) => bytes[at + offset] === byte))
    : isText(bytes);
  return isSo ? undefined : `type: the file is not ${type}`;
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
