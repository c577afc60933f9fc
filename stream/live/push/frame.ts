import { constants, deflateRawSync } from 'node:zlib';

const textFrame = 0x81;
const deflatedBit = 0x40;
/** Below this a deflated message is hardly smaller. */
const worthDeflatingBytes = 1024;

/**
 * A message as the bytes of one WebSocket frame (RFC 6455), made once however many screens it goes to.
 *
 * Compression per connection would cost each screen its own run of zlib and its own memory. So screens agree to
 * permessage-deflate without context (RFC 7692: every message stands alone), and one deflated frame serves them all; a
 * screen that did not offer it gets the plain one. Views of a thousand assets repeat themselves: it is a tenth in size.
 */
export class Frame {
  readonly #text: Buffer;
  #plain: Buffer | undefined;
  #deflated: Buffer | undefined;

  constructor(text: string) {
    this.#text = Buffer.from(text);
  }

  /** The bytes to write to a screen that takes deflated messages, or not. */
  bytes(takesDeflated: boolean): Buffer {
    if (!takesDeflated || this.#text.length < worthDeflatingBytes)
      return (this.#plain ??= toFrame(textFrame, this.#text));
    return (this.#deflated ??= toFrame(textFrame | deflatedBit, deflate(this.#text)));
  }
}

/** Ends on a flush instead of a last block, and without the four bytes every flush ends in: so RFC 7692 has it. */
function deflate(text: Buffer): Buffer {
  return deflateRawSync(text, { level: 1, finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);
}

function toFrame(head: number, payload: Buffer): Buffer {
  const size = payload.length;
  if (size < 126) return Buffer.concat([Buffer.from([head, size]), payload]);
  const header = Buffer.alloc(size < 65_536 ? 4 : 10);
  header[0] = head;
  if (size < 65_536) {
    header[1] = 126;
    header.writeUInt16BE(size, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(size), 2);
  }
  return Buffer.concat([header, payload]);
}
