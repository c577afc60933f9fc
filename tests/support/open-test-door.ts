import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { AssetRow, SenderKey } from '#shared/wire/registry.ts';
import type { WorldClock } from '#shared/wire/world.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { Door } from '../../ingest/door/door.ts';
import type { ClosedFrame, FrameOutcome } from '../../ingest/door/framing/frame.ts';
import { createFraming } from '../../ingest/door/framing/frames.ts';
import { createBodyBudget } from '../../ingest/door/http/body-budget.ts';
import { openDoor } from '../../ingest/door/http/server.ts';
import { createSenderUse } from '../../ingest/door/keys/sender-use.ts';
import { toSender } from '../../ingest/door/keys/sender.ts';
import { limits } from '../../ingest/door/limits.ts';
import { pseudonymBy } from '../../ingest/door/personal/pseudonym.ts';
import type { KeepRefused } from '../../ingest/door/quarantine/keep-refused.ts';
import { createNoteRefused } from '../../ingest/door/receipts/note-refused.ts';
import type { AskWriter } from '../../ingest/door/receipts/ask-writer.ts';
import { createReceiptsDesk } from '../../ingest/door/receipts/receive-receipts.ts';
import { openRefusalCounts } from '../../ingest/door/receipts/refusal-counts.ts';
import { createRefusedIds } from '../../ingest/door/receipts/refused-ids.ts';
import { indexAssets } from '../../ingest/door/registry/asset-index.ts';
import { aKey, someAssets, tokenOf } from './test-registry.ts';

type TestDoorOptions = {
  readonly keys?: readonly SenderKey[];
  readonly assets?: readonly AssetRow[];
  readonly clocks?: readonly WorldClock[];
  /** What becomes of each frame; stored at once unless the test says otherwise. */
  readonly publish?: (frame: ClosedFrame) => Promise<FrameOutcome>;
  readonly isLogUp?: () => boolean;
  readonly isClosing?: () => boolean;
  /** What the writer answers about receipts; away unless the test says otherwise. */
  readonly ask?: AskWriter;
  /** The door's clock; the real one unless the test says otherwise. */
  readonly now?: () => number;
};

/** The door's whole HTTP side on a free port, with the log's place taken by a list of frames. */
export async function openTestDoor(options: TestDoorOptions = {}) {
  const frames: AcceptedEvent[][] = [];
  const refused: Parameters<KeepRefused>[0][] = [];
  const logLines: string[] = [];
  const senders = new Map((options.keys ?? [aKey('aaaaaaaa')]).map((key) => [key.kid, toSender(key)]));
  const registry = {
    senders,
    assets: indexAssets(options.assets ?? someAssets),
    clocks: new Map((options.clocks ?? []).map((clock) => [clock.world, clock])),
  };
  const publish = async (frame: ClosedFrame): Promise<FrameOutcome> => {
    const outcome = (await options.publish?.(frame)) ?? 'stored';
    if (outcome === 'stored') frames.push(JSON.parse(frame.text) as AcceptedEvent[]);
    return outcome;
  };
  const pseudonym = pseudonymBy({ id: '202611', secret: Buffer.alloc(32, 7).toString('base64') });
  const dir = mkdtempSync(join(tmpdir(), 'vonglau-test-door-'));
  const log = pino({ level: 'debug' }, { write: (line: string) => logLines.push(line) });
  const { now = Date.now } = options;
  const timeZone = 'Asia/Ho_Chi_Minh';
  const calendar = civilCalendar(timeZone);
  const refusals = openRefusalCounts({ dir, dayOf: calendar.dayOf, now, log });
  const refusedIds = createRefusedIds();
  const ask = options.ask ?? (() => Promise.resolve({ ok: false, code: 'unavailable', message: 'the writer is away' }));
  const door: Door = {
    registry: () => registry,
    framing: createFraming(limits, publish),
    isLogUp: options.isLogUp ?? (() => true),
    isClosing: options.isClosing ?? (() => false),
    pseudonym: () => pseudonym,
    keepRefused: (one) => refused.push(one),
    noteRefused: createNoteRefused(refusals, refusedIds, now),
    now,
    log,
  };
  const receiving = {
    door,
    use: createSenderUse(),
    budget: createBodyBudget(limits.bodiesBytes),
    receipts: createReceiptsDesk(door, { ask, refusals, refusedIds, timeZone, calendar }),
  };
  const server = await openDoor(receiving, { port: 0, isReady: () => true });
  const url = `http://127.0.0.1:${server.port}`;
  return {
    ...{ url, port: server.port, door, frames, refused, logLines, senders },
    events: (): AcceptedEvent[] => frames.flat(),
    /** Posts a body; an object is sent as JSON. */
    post: async (body: unknown, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokenOf('aaaaaaaa')}`, 'content-type': 'application/json', ...headers },
        body:
          typeof body === 'string' ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as PostAnswer };
    },
    close: async (): Promise<void> => {
      await server.stop(100);
      refusals.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What the door answers, verdicts and problems in one. */
export type PostAnswer = {
  readonly accepted?: number;
  readonly refused?: number;
  readonly retry?: number;
  readonly resumeFromLine?: number;
  readonly items?: readonly {
    readonly index?: number;
    readonly line?: number;
    readonly id?: string;
    readonly verdict: string;
    readonly problem?: PostAnswer;
  }[];
  readonly type?: string;
  readonly status?: number;
  readonly title?: string;
  readonly detail?: string;
  readonly path?: string;
  readonly errors?: readonly { readonly path: string; readonly reason: string }[];
};
