/** MQTT 3.1.1 packets as bytes, for devices that do what no client would. */
export const mqttPacket = {
  connect: (
    over: {
      clientId?: string;
      username?: string;
      password?: string;
      keepaliveS?: number;
      flags?: number;
      level?: number;
    } = {},
  ): Buffer => {
    const { clientId = 'raw', username, password, keepaliveS = 60, level = 4 } = over;
    const flags = over.flags ?? 2 | (username === undefined ? 0 : 0x80) | (password === undefined ? 0 : 0x40);
    return packet(0x10, [
      ...[text('MQTT'), Buffer.from([level, flags, keepaliveS >> 8, keepaliveS & 0xff]), text(clientId)],
      ...(username === undefined ? [] : [text(username)]),
      ...(password === undefined ? [] : [text(password)]),
    ]);
  },
  publish: (
    topic: string,
    payload: Buffer | string,
    over: { packetId?: number; qos?: number; retain?: boolean } = {},
  ) => {
    const { packetId = 1, qos = 1, retain = false } = over;
    const id = qos > 0 ? [Buffer.from([packetId >> 8, packetId & 0xff])] : [];
    return packet(0x30 | (qos << 1) | (retain ? 1 : 0), [text(topic), ...id, Buffer.from(payload)]);
  },
  subscribe: (topic: string, packetId = 1): Buffer =>
    packet(0x82, [Buffer.from([packetId >> 8, packetId & 0xff]), text(topic), Buffer.from([0])]),
  puback: (packetId: number): Buffer => Buffer.from([0x40, 2, packetId >> 8, packetId & 0xff]),
  pingreq: Buffer.from([0xc0, 0]),
  /** A first byte and a length of which nothing follows. */
  header: (first: number, length: number): Buffer => Buffer.from([first, ...lengthOf(length)]),
};

function packet(first: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([first, ...lengthOf(body.length)]), body]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
}

function lengthOf(length: number): number[] {
  const bytes = [];
  let rest = length;
  do {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}
