import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { problem, type Problem } from '../door/http/problem.ts';
import { limits } from '../door/limits.ts';

/** The JSON in a payload: as it is, or unpacked when it begins as gzip does. */
export type ReadPayload = (payload: Buffer) => Promise<Buffer | Problem>;

const unzip = promisify(gunzip);

/**
 * Reads payloads. They are unpacked one at a time, whoever sent them, so that they take no more memory than one may; JSON
 * never begins as gzip does.
 */
export function createPayloadReader(): ReadPayload {
  let last: Promise<unknown> = Promise.resolve();
  return (payload) => {
    if (payload[0] !== 0x1f || payload[1] !== 0x8b) return Promise.resolve(payload);
    const unpacked = last.then(() => unpack(payload));
    last = unpacked;
    return unpacked;
  };
}

async function unpack(payload: Buffer): Promise<Buffer | Problem> {
  try {
    return await unzip(payload, { maxOutputLength: limits.bodyBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ERR_BUFFER_TOO_LARGE'
      ? problem('too-large', `a payload unpacks to at most ${limits.bodyBytes} bytes; send fewer events at once`)
      : problem('malformed-gzip', 'the payload is not whole gzip');
  }
}
