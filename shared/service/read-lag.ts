import type { JetStreamManager } from '@nats-io/jetstream';

/** How far a place is behind its log: frames, seconds (age of the first frame after it), and the log's size. */
export type LogLag = {
  readonly headSeq: number;
  readonly frames: number;
  /** undefined: that frame is gone from the log, so nobody can say. */
  readonly seconds: number | undefined;
  readonly bytes: number;
  readonly maxBytes: number;
  /** The server's clock when it answered, if it tells. */
  readonly serverMs: number | undefined;
};

/** Looks at the log from a place in it. Both times are the server's, so that no clock but its own matters. */
export async function readLag(jsm: JetStreamManager, stream: string, place: number): Promise<LogLag> {
  const info = await jsm.streams.info(stream);
  const { state, config } = info;
  const serverMs = info.ts === undefined ? undefined : Date.parse(info.ts);
  const frames = Math.max(0, state.last_seq - place);
  const ageS = async (): Promise<number | undefined> => {
    const next = await jsm.direct.getMessage(stream, { seq: Math.max(place + 1, state.first_seq) });
    return next ? Math.max(0, (serverMs ?? Date.now()) - next.time.getTime()) / 1_000 : undefined;
  };
  const seconds = frames === 0 ? 0 : await ageS();
  return { headSeq: state.last_seq, frames, seconds, bytes: state.bytes, maxBytes: config.max_bytes, serverMs };
}
