const kib = 1024;
const mib = 1024 * kib;

/** Every bound of the MQTT door that is not one of the door itself (`door/limits.ts`), each with its reason. */
export const mqttLimits = {
  /** Open connections: all together, from one address (kiosks behind one gateway share it), and of one key. */
  connections: 2_048,
  connectionsPerAddress: 1_024,
  connectionsPerKey: 1_024,
  /** Connections that have not said who they are; when another comes, the oldest of them goes. */
  strangers: 256,
  /** A connection must say who it is in this time; its TLS handshake must be over by then too. */
  connectMs: 10_000,
  /** The longest silence a device may announce; a dead one is noticed after one and a half times as long. */
  keepaliveS: 300,
  /** A packet that began must be complete in this time. */
  packetMs: 30_000,

  /** A packet of events: some 3,000 honest ones; whoever has more sends several, or lines by HTTP. */
  publishBytes: mib,
  /** CONNECT: client id, key and token make some 250 bytes. */
  connectBytes: kib,
  /** Every other packet: they name our two topics at most. */
  controlBytes: kib,
  /** Pings, subscriptions and the like, sustained; bursts of ten seconds' worth. */
  controlPerS: 20,
  controlBurstS: 10,
  clientIdChars: 128,
  /** Ours have three levels; the broker's own have four. */
  topicLevels: 8,

  /** Publishes of one connection that are not acknowledged yet; what comes behind them stays unread. */
  window: 64,
  /** Bytes of packets held over all connections; who brings more is cut, which is a retry. */
  heldBytes: 64 * mib,
  /** How long a publish waits for its key's rate or for the log before the device is sent away to come again. */
  holdMs: 10_000,
  /** How often that is looked at. */
  holdLookMs: 50,
  /** Verdicts a device has not read: beyond this, or without reading for so long, it is cut. */
  unreadBytes: mib,
  drainMs: 10_000,
  /** After a connection was ended, what was written to it has this long to go out. */
  lingerMs: 2_000,
  /** How often the keys of open connections are looked at. */
  lookMs: 1_000,
} as const;
