import { mqttLimits } from './limits.ts';

/** The packets a device may send, by the number in their first byte; acknowledgements are not among them, as nothing is sent to it above QoS 0. */
export const packetTypes = {
  connect: 1,
  publish: 3,
  subscribe: 8,
  unsubscribe: 10,
  pingreq: 12,
  disconnect: 14,
} as const;

/** A whole packet as it came. */
export type Packet = { readonly type: number; readonly bytes: Buffer };

/** Why what comes cannot be read on: too large, no such packet, not sent by devices. */
export type PacketFault = 'oversize' | 'malformed';

export type PacketSplitter = {
  /** The packets that are whole with this chunk, and why reading ends behind them. */
  readonly push: (chunk: Buffer) => { readonly packets: readonly Packet[]; readonly fault?: PacketFault };
  /** Bytes of a packet that is not whole yet. */
  readonly partBytes: () => number;
};

const known: ReadonlySet<number> = new Set(Object.values(packetTypes));
const longestHeader = 5;

/**
 * Finds where packets end without reading them. A packet that is too large is told by its header, before its body is
 * held; one that comes in tiny pieces takes no more room than its own bytes.
 */
export function createPacketSplitter(): PacketSplitter {
  let part = Buffer.alloc(0);
  let partBytes = 0;

  const keep = (bytes: Buffer, packetBytes: number): void => {
    if (partBytes + bytes.length > part.length) {
      // Doubled, so that a thousand pieces are not copied a thousand times.
      const grown = Buffer.allocUnsafe(Math.min(packetBytes, Math.max(64, 2 * (partBytes + bytes.length))));
      part.copy(grown, 0, 0, partBytes);
      part = grown;
    }
    bytes.copy(part, partBytes);
    partBytes += bytes.length;
  };
  /** Adds to the packet that is not whole; the rest of the chunk is what comes after it. */
  const complete = (chunk: Buffer): { packet?: Packet; rest: Buffer; fault?: PacketFault } => {
    let rest = chunk;
    while (rest.length > 0) {
      const size = readSize(part.subarray(0, partBytes));
      if (typeof size === 'string') return { rest, fault: size };
      // The header comes byte by byte: nothing behind it may be taken with it.
      const wanted = size === undefined ? 1 : size - partBytes;
      keep(rest.subarray(0, wanted), size ?? longestHeader);
      rest = rest.subarray(wanted);
      const bytes = part.subarray(0, partBytes);
      if (readSize(bytes) !== partBytes) continue;
      part = Buffer.alloc(0);
      partBytes = 0;
      return { packet: { type: (bytes[0] ?? 0) >> 4, bytes }, rest };
    }
    const size = readSize(part.subarray(0, partBytes));
    return { rest, ...(typeof size === 'string' && { fault: size }) };
  };

  return {
    partBytes: () => partBytes,
    push: (chunk) => {
      const packets: Packet[] = [];
      let rest = chunk;
      while (rest.length > 0) {
        if (partBytes > 0) {
          const { packet, rest: after, fault } = complete(rest);
          if (packet) packets.push(packet);
          if (fault) return { packets, fault };
          rest = after;
          continue;
        }
        const size = readSize(rest);
        if (typeof size === 'string') return { packets, fault: size };
        if (size === undefined || size > rest.length) {
          keep(rest, size ?? longestHeader);
          break;
        }
        packets.push({ type: (rest[0] ?? 0) >> 4, bytes: rest.subarray(0, size) });
        rest = rest.subarray(size);
      }
      return { packets };
    },
  };
}

/** Whether a CONNECT names the protocol as MQTT 3.1.1 does. */
export function speaksVersion4(connect: Buffer): boolean {
  const header = connect.findIndex((byte, at) => at > 0 && byte < 0x80) + 1;
  return connect.subarray(header, header + nameAndLevel.length).equals(nameAndLevel);
}

const nameAndLevel = Buffer.from('\0\x04MQTT\x04', 'latin1');

/** The size of the packet that begins here, header included; undefined while its header is not whole. */
function readSize(bytes: Buffer): number | PacketFault | undefined {
  const [first] = bytes;
  if (first === undefined) return undefined;
  const type = first >> 4;
  if (!known.has(type)) return 'malformed';
  let length = 0;
  for (let at = 1; at < longestHeader; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 128 ** (at - 1);
    if (byte < 0x80) return length + at + 1 > boundOf(type) ? 'oversize' : length + at + 1;
  }
  return 'malformed';
}

function boundOf(type: number): number {
  if (type === packetTypes.publish) return mqttLimits.publishBytes;
  return type === packetTypes.connect ? mqttLimits.connectBytes : mqttLimits.controlBytes;
}
