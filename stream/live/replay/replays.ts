import type { Worker } from 'node:worker_threads';
import type { Log } from '#shared/service/log.ts';
import type { PushTopic } from '#shared/wire/push.ts';
import { replayKeptMs, type ReplayAsked } from '#shared/wire/replay.ts';
import { WarmThread } from './warm-thread.ts';
import type { FromReplay, ReplaySight, ReplayTask, ToReplay } from './worker-messages.ts';

/** Where a replay's frames go. `write` tells when the frame is on its way. */
export type ReplayScreen = {
  readonly takesDeflated: boolean;
  readonly write: (frame: Uint8Array, onWritten: () => void) => void;
  readonly end: (why: string) => void;
};

/** Who asks for what. `holder` names the credential: a session is its own alone. */
type ReplayWish = ReplaySight & { readonly asked: ReplayAsked; readonly holder: string };

/** How a screen that has come in is heard, and how it leaves. */
export type JoinedReplay = { readonly restart: (topic: PushTopic) => void; readonly leave: () => void };

type Session = {
  readonly wish: ReplayWish;
  readonly worker: Worker;
  turn: number;
  screen: ReplayScreen | null;
  /** Numbers those who have come: what was made for one before is not sent to the next. */
  screens: number;
  ending: NodeJS.Timeout | undefined;
};

/** All replays that are watched, each in a thread of its own; few at once. */
export class Replays {
  readonly #threads: WarmThread;
  readonly #most: number;
  readonly #log: Log;
  readonly #sessions = new Map<string, Session>();

  constructor({ task, most, log }: { task: ReplayTask; most: number; log: Log }) {
    this.#threads = new WarmThread(task);
    if (most > 0) this.#threads.warm();
    this.#most = most;
    this.#log = log;
  }

  get count(): number {
    return this.#sessions.size;
  }

  /** Whether a wish can be taken up: there is room, or it goes on with what its holder has. */
  hasRoom({ asked, holder }: Pick<ReplayWish, 'asked' | 'holder'>): boolean {
    if (this.#sessions.get(asked.session)?.wish.holder === holder) return true;
    return (
      !this.#sessions.has(asked.session) && (this.#sessions.size < this.#most || this.#findUnwatched() !== undefined)
    );
  }

  /** Takes a screen in; call it only where there is room. */
  join(wish: ReplayWish, screen: ReplayScreen): JoinedReplay {
    const { asked } = wish;
    let session = this.#sessions.get(asked.session);
    if (session && !isSameSight(session.wish, wish)) {
      void this.#end(asked.session, 'watched otherwise now');
      session = undefined;
    }
    const isNew = session === undefined;
    session ??= this.#open(wish);
    clearTimeout(session.ending);
    session.screen?.end('watched elsewhere now');
    session.screen = screen;
    session.screens += 1;
    const isJump = isNew || asked.turn > session.turn;
    session.turn = asked.turn;
    const { worker } = session;
    const say = (told: ToReplay): void => {
      worker.postMessage(told);
    };
    const { at: atMs, speed } = asked;
    const onward = isJump ? ({ do: 'go', atMs, speed } as const) : ({ do: 'pace', speed } as const);
    say({ do: 'greet', screen: session.screens, takesDeflated: screen.takesDeflated, onward });
    return {
      restart: (topic) => {
        if (session.screen === screen) say({ do: 'restart', topic });
      },
      leave: () => {
        if (session.screen !== screen) return;
        session.screen = null;
        say({ do: 'rest' });
        session.ending = setTimeout(() => {
          void this.#end(asked.session, 'not watched any more');
        }, replayKeptMs);
      },
    };
  }

  /** Ends all of them. */
  async close(): Promise<void> {
    const ending = [...this.#sessions.keys()].map((name) => this.#end(name, 'server going away'));
    await Promise.all([...ending, this.#threads.close()]);
  }

  #open(wish: ReplayWish): Session {
    if (this.#sessions.size >= this.#most) {
      const unwatched = this.#findUnwatched();
      if (unwatched !== undefined) void this.#end(unwatched, 'another is watched now');
    }
    const { world, topics, asked } = wish;
    const worker = this.#threads.take();
    worker.postMessage({ do: 'open', world, topics } satisfies ToReplay);
    const session: Session = { wish, worker, turn: asked.turn, screen: null, screens: 0, ending: undefined };
    worker.on('message', (told: FromReplay) => {
      if (told.screen !== session.screens) return;
      if ('failed' in told) {
        // Whoever comes back asks again for the moment itself.
        session.turn = -1;
        session.screen?.end(told.failed);
      } else {
        session.screen?.write(told.frame, () => {
          worker.postMessage({ do: 'taken' } satisfies ToReplay);
        });
      }
    });
    worker.on('error', (error) => {
      this.#log.warn({ err: error, world }, 'a replay ended');
      if (this.#sessions.get(asked.session) === session) void this.#end(asked.session, 'it could not go on');
    });
    this.#sessions.set(asked.session, session);
    return session;
  }

  #findUnwatched(): string | undefined {
    return [...this.#sessions].find(([, { screen }]) => screen === null)?.[0];
  }

  async #end(name: string, why: string): Promise<void> {
    const session = this.#sessions.get(name);
    if (!session) return;
    this.#sessions.delete(name);
    clearTimeout(session.ending);
    session.screen?.end(why);
    await session.worker.terminate();
  }
}

function isSameSight(a: ReplayWish, b: ReplayWish): boolean {
  return a.world === b.world && a.topics.join() === b.topics.join();
}
