import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import type { ActJudge } from '#shared/access/act-commands.ts';
import { openCommand } from '#shared/service/open-command.ts';
import type { CommandAnswer, CommandEnvelope } from '#shared/wire/commands.ts';
import {
  quarantineList,
  quarantineReplay,
  quarantineShow,
  type QuarantineAsked,
  type QuarantineItem,
  type QuarantineListed,
  type QuarantineReplayed,
  type QuarantineShown,
} from '#shared/wire/quarantine.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import type { Door } from '../door.ts';
import type { CommandGate } from '../rights/judge-act.ts';
import { maskEvent } from './mask-event.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import type { RefusedEvent } from './refused-event.ts';
import { createAnswerMemory } from './answer-memory.ts';
import { replayRefused } from './replay-refused.ts';

type Value = QuarantineListed | QuarantineShown | QuarantineReplayed;
type Answer = CommandAnswer<Value>;

const verbs = ['quarantine.list', 'quarantine.show', 'quarantine.replay'] as const;
type Verb = (typeof verbs)[number];

/** Answers commands about quarantine; stop by unsubscribing. */
export function serveQuarantine(
  nats: NatsConnection,
  subjects: Subjects,
  { door, quarantine, gate }: { door: Door; quarantine: QuarantineStore; gate: CommandGate },
): readonly Subscription[] {
  const once = createAnswerMemory<Value>();
  const serving = { door, quarantine, inTurn: createTurns() };
  const answer = async (verb: Verb, message: Msg): Promise<Answer> => {
    const opened = openCommand(message, { key: gate.key, nowMs: door.now() });
    if ('refused' in opened) return opened.refused;
    const { envelope } = opened;
    const act = async (): Promise<Answer> => {
      const refused = await gate.judge(toAsked(verb, envelope));
      door.log.info({ verb, actor: envelope.actor, command: envelope.id, refused: refused?.code }, 'command');
      if (refused) return refused;
      return carryOut(verb, envelope.body, serving).catch((error: unknown): Answer => {
        door.log.error({ err: error, verb }, 'a command failed');
        return { ok: false, code: 'unavailable', message: 'quarantine cannot be reached now; try again' };
      });
    };
    // A question may be asked again.
    return verb === 'quarantine.replay' ? once(envelope, act) : act();
  };
  return verbs.map((verb) =>
    nats.subscribe(subjects.command('ingest', verb), {
      callback: (error, message) => {
        if (!error) void answer(verb, message).then((given) => message.respond(JSON.stringify(given)));
      },
    }),
  );
}

/** What must be allowed. A look at one event and a replay are noted; a list tells of nobody. */
function toAsked(verb: Verb, { actor, body, reason }: CommandEnvelope): ActJudge {
  const act = verb === 'quarantine.replay' ? 'quarantine.replay' : 'quarantine.see';
  const named = (verb === 'quarantine.show' ? quarantineShow : quarantineReplay).safeParse(body).data;
  if (verb === 'quarantine.list' || !named) return { actor, act };
  const subject = 'id' in named ? named.id : 'all';
  return { actor, act, note: { verb, subject, detail: {}, ...(reason !== undefined && { reason }) } };
}

type Serving = {
  readonly door: Door;
  readonly quarantine: QuarantineStore;
  /** Two replays at once would both put back what they could not send. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

function createTurns(): Serving['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}

async function carryOut(verb: Verb, body: unknown, serving: Serving): Promise<Answer> {
  switch (verb) {
    case 'quarantine.list': {
      const asked = quarantineList.safeParse(body);
      return asked.success
        ? { ok: true, value: await list(serving, asked.data) }
        : invalid('limit: 1 to 1000; kid: a key');
    }
    case 'quarantine.show': {
      const asked = quarantineShow.safeParse(body);
      return asked.success ? await show(serving, asked.data.id) : invalid('id: the id of a refused event');
    }
    case 'quarantine.replay': {
      const asked = quarantineReplay.safeParse(body);
      return asked.success ? await replay(serving, asked.data) : invalid('id, or all: true');
    }
  }
}

async function list({ quarantine }: Serving, { limit, kid, withContent }: QuarantineAsked): Promise<QuarantineListed> {
  let newest: RefusedEvent[] = [];
  let total = 0;
  for await (const { events } of quarantine.read()) {
    const wanted = kid === undefined ? events : events.filter((event) => event.kid === kid);
    total += wanted.length;
    newest = [...newest, ...wanted].slice(-limit);
  }
  const show = (event: RefusedEvent) => ({ ...toItem(event), ...(withContent && { event: maskEvent(event.text) }) });
  return { total, items: newest.reverse().map(show) };
}

async function show({ quarantine }: Serving, id: string): Promise<Answer> {
  for await (const { events } of quarantine.read()) {
    const event = events.find((kept) => kept.id === id);
    if (event) return { ok: true, value: { ...toItem(event), event: maskEvent(event.text) } };
  }
  return notFound(id);
}

async function replay({ door, quarantine, inTurn }: Serving, asked: { id: string } | { all: true }): Promise<Answer> {
  const isWanted = ({ id }: RefusedEvent): boolean => 'all' in asked || id === asked.id;
  const replayed = await inTurn(() => replayRefused(door, quarantine, isWanted));
  if (replayed.length === 0 && 'id' in asked) return notFound(asked.id);
  const again = replayed.filter(({ accepted }) => !accepted);
  return {
    ok: true,
    value: {
      accepted: replayed.length - again.length,
      refused: again.length,
      items: again.slice(0, 100).map(({ id, reason = '' }) => ({ id, reason })),
    },
  };
}

function toItem({ id, at, kid, world, problem, path, reason, type }: RefusedEvent): QuarantineItem {
  return {
    id,
    at,
    kid,
    world,
    problem,
    reason,
    ...(path !== undefined && { path }),
    ...(type !== undefined && { type }),
  };
}

function invalid(message: string): Answer {
  return { ok: false, code: 'invalid', message };
}

function notFound(id: string): Answer {
  return { ok: false, code: 'not-found', message: `no refused event ${id.slice(0, 16)}; its seven days may be over` };
}
