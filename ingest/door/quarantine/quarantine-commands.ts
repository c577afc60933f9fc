import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import type { ActJudge } from '#shared/access/act-commands.ts';
import { openCommand } from '#shared/service/open-command.ts';
import type { CommandAnswer, CommandEnvelope } from '#shared/wire/commands.ts';
import {
  quarantineGroups,
  quarantineList,
  quarantineReplay,
  quarantineShow,
  type QuarantineAsked,
  type QuarantineGrouped,
  type QuarantineItem,
  type QuarantineListed,
  type QuarantineReplayAsked,
  type QuarantineReplayed,
  type QuarantineShown,
} from '#shared/wire/quarantine.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import type { Door } from '../door.ts';
import type { CommandGate } from '../rights/judge-act.ts';
import { createRefusedGroups } from './group-refused.ts';
import { maskEvent } from './mask-event.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import type { RefusedEvent } from './refused-event.ts';
import { createAnswerMemory } from './answer-memory.ts';
import { replayRefused } from './replay-refused.ts';

type Value = QuarantineListed | QuarantineGrouped | QuarantineShown | QuarantineReplayed;
type Answer = CommandAnswer<Value>;

const verbs = ['quarantine.list', 'quarantine.groups', 'quarantine.show', 'quarantine.replay'] as const;
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

/** What must be allowed. A look at one event and a replay are noted; lists and counts tell of nobody. */
function toAsked(verb: Verb, { actor, body, reason }: CommandEnvelope): ActJudge {
  const act = verb === 'quarantine.replay' ? 'quarantine.replay' : 'quarantine.see';
  const named = (verb === 'quarantine.show' ? quarantineShow : quarantineReplay).safeParse(body).data;
  if (verb === 'quarantine.list' || verb === 'quarantine.groups' || !named) return { actor, act };
  const subject = 'id' in named ? named.id : 'kid' in named ? `${named.kid} ${named.problem}` : 'all';
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
        : invalid('limit: 1 to 1000; skip: 0 or more; kid: a key; problem: its name');
    }
    case 'quarantine.groups': {
      return quarantineGroups.safeParse(body).success
        ? { ok: true, value: await group(serving) }
        : invalid('quarantine.groups takes {}');
    }
    case 'quarantine.show': {
      const asked = quarantineShow.safeParse(body);
      return asked.success ? await show(serving, asked.data.id) : invalid('id: the id of a refused event');
    }
    case 'quarantine.replay': {
      const asked = quarantineReplay.safeParse(body);
      return asked.success ? await replay(serving, asked.data) : invalid('id, or all: true, or kid and problem');
    }
  }
}

async function list({ quarantine }: Serving, asked: QuarantineAsked): Promise<QuarantineListed> {
  const { limit, skip, withContent } = asked;
  let newest: RefusedEvent[] = [];
  let total = 0;
  for await (const { events } of quarantine.read()) {
    const wanted = events.filter(isOf(asked));
    total += wanted.length;
    newest = [...newest, ...wanted].slice(-(skip + limit));
  }
  const show = (event: RefusedEvent) => ({ ...toItem(event), ...(withContent && { event: maskEvent(event.text) }) });
  return { total, items: newest.reverse().slice(skip).map(show) };
}

async function group({ quarantine }: Serving): Promise<QuarantineGrouped> {
  const groups = createRefusedGroups();
  for await (const { events } of quarantine.read()) events.forEach(groups.add);
  return groups.read();
}

function isOf({ kid, problem }: { kid?: string | undefined; problem?: string | undefined }) {
  return (event: RefusedEvent): boolean =>
    (kid === undefined || event.kid === kid) && (problem === undefined || event.problem === problem);
}

async function show({ quarantine }: Serving, id: string): Promise<Answer> {
  for await (const { events } of quarantine.read()) {
    const event = events.find((kept) => kept.id === id);
    if (event) return { ok: true, value: { ...toItem(event), event: maskEvent(event.text) } };
  }
  return notFound(id);
}

async function replay({ door, quarantine, inTurn }: Serving, asked: QuarantineReplayAsked): Promise<Answer> {
  const isWanted =
    'id' in asked ? ({ id }: RefusedEvent) => id === asked.id : 'kid' in asked ? isOf(asked) : () => true;
  const portion = 'kid' in asked ? asked : { from: 0 };
  const { replayed, next } = await inTurn(() => replayRefused(door, quarantine, { isWanted, ...portion }));
  if (replayed.length === 0 && 'id' in asked) return notFound(asked.id);
  const again = replayed.filter(({ accepted }) => !accepted);
  return {
    ok: true,
    value: {
      accepted: replayed.length - again.length,
      refused: again.length,
      ...(next && { next }),
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
