const kib = 1024;
const mib = 1024 * kib;

/** Every bound of the door, each with its reason. A request beyond one is told which. */
export const limits = {
  /** A JSON body, before and after decompression: a thousand events of 4 KiB, more than any kind needs. */
  bodyBytes: 4 * mib,
  /** Events of a JSON batch: one frame's worth; longer series are sent as lines. */
  batchEvents: 1_000,
  /** One event and one line: schemas bound an honest event at about 3 KiB. */
  eventBytes: 64 * kib,
  /** Nesting, counted from the outermost bracket: batch, event, data and one level within make four. */
  depth: 16,
  /** Header block of a request; ours are a dozen short lines. */
  headerBytes: 16 * kib,

  /** Open connections, all together and from one address. Senders behind one gateway share an address. */
  connections: 4_096,
  connectionsPerAddress: 2_048,
  /** Requests one key may have open at once, so that no sender takes all the room. */
  requestsPerKey: 512,
  /** Headers must be complete in this time, a JSON body too; a stream must complete a line this often. */
  headersMs: 10_000,
  bodyMs: 30_000,
  lineMs: 30_000,
  /** A sender that reports each minute keeps its connection. */
  keepAliveMs: 75_000,
  /** After an early answer the rest of the body is read and dropped this long, so that the sender sees the answer. */
  lingerCloseMs: 2_000,

  /** Bodies being read or answered, all together: sixteen of the largest. A key may hold as much as is still free. */
  bodiesBytes: 64 * mib,
  /** Decompressed over compressed bytes of a stream; honest JSON lines reach about 40. The first MiB is free. */
  inflateRatio: 200,
  inflateFreeBytes: mib,

  /**
   * A frame closes at this age, count or size, whichever comes first. A publish flushed to disk takes 0.8 ms (p50) on two
   * cores: at 3 ms the disk sees at most 333 frames a second, 60 events each at 20,000 events/s, and 1 or 8 ms made no
   * answer faster beyond the noise. A thousand events are one commit of the writer; 512 KiB stay under the 1 MiB that a
   * NATS takes by default.
   */
  frameLingerMs: 3,
  frameEvents: 1_000,
  frameBytes: 512 * kib,
  /**
   * A frame grows that large only where the log takes it within `paceMs`, or is no quicker with a smaller one. The first
   * is of some 200 events, the least of some 20: with fewer neither compression nor a flush is shared by enough.
   */
  firstFrameBytes: 64 * kib,
  leastFrameBytes: 6 * kib,
  /** How long what is on its way may take the log: who comes next waits for that, and then as long for its own. */
  paceMs: 30,
  /** Frames published and not yet acknowledged. */
  framesInFlight: 4,
  /** Events of one sender that share a verdict of the log. */
  lotEvents: 250,
  /** How long a frame may wait for its turn: with its tries it stays under the 15 s that a sender waits for an answer. */
  frameWaitMs: 4_000,
  /** Accepted, not yet acknowledged: two seconds at the rate the door is built for; one sender may hold half. */
  pendingEvents: 40_000,
  pendingBytes: 32 * mib,
  /** One try to publish, and how long the same frame is tried before its events are answered with retry. */
  publishMs: 5_000,
  publishDeadlineMs: 8_000,
  /** What a sender is told to wait before it tries again. */
  retryAfterS: 2,

  /** Seconds' worth of a key's rate that it may send at once. */
  burstS: 10,
  /** Ahead of its world's clock by more than this is a wrong clock, not a late tick. */
  futureMs: 300_000,
  /** A world's clock reaches the door some moments after its driver moved it; at speed n these are n times as long there. */
  clockDelayMs: 5_000,
  /** Items a stream's answer lists. */
  listedItems: 1_000,
  /** Frames one stream may have waiting before its reading pauses. */
  framesPerStream: 4,

  /** Refused events waiting to be sealed; beyond, they are only counted. */
  refusedEvents: 10_000,
  refusedBytes: 16 * mib,
  refusedFlushMs: 250,
  /** Refused events sealed into one message; quoted in JSON their text may take six times its size. */
  refusedPerMessage: 200,
  refusedMessageBytes: 128 * kib,
  /** Messages a second for refused events: they share the disk with the log and must not slow it down. */
  refusedMessagesPerFlush: 8,
} as const;
