import { open, stat, truncate } from 'node:fs/promises';

/** Changes one bit in the middle of a file. */
export async function flipBit(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  const middle = (await handle.stat()).size >> 1;
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, middle);
  byte.writeUInt8(byte.readUInt8() ^ 1);
  await handle.write(byte, 0, 1, middle);
  await handle.close();
}

/** Takes the last bytes of a file away. */
export async function cutOff(path: string): Promise<void> {
  await truncate(path, (await stat(path)).size - 20);
}
