import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

// Three events or so: below this there is little to save. On a narrow log even a small frame waits for its bytes.
const worthBytes = 1_024;
/** More than a frame of the door can hold. */
const mostBytes = 64 * 2 ** 20;
/** What every zstd frame begins with (RFC 8878, 3.1.1); a JSON array begins with `[`. */
const magic = 0xfd2fb528;

/** A frame's text as the log stores it: as it is, or compressed with zstd where that is worth it. */
export function encodeFrame(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  return bytes.length < worthBytes ? bytes : zstdCompressSync(bytes);
}

/** The text of a stored frame; '' when its bytes are damaged, which its reader finds to be no frame. */
export function decodeFrame(stored: Uint8Array): string {
  const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== magic) return bytes.toString();
  try {
    return zstdDecompressSync(bytes, { maxOutputLength: mostBytes }).toString();
  } catch {
    return '';
  }
}
