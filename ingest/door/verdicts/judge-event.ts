import type { AcceptedEvent, SentEvent } from '#shared/events/envelope.ts';
import type { EventKind } from '#shared/events/kind.ts';
import { parseSentEvent } from '#shared/events/parse-sent-event.ts';
import { fieldProblem, problem, type Problem } from '../http/problem.ts';
import type { Sender } from '../keys/sender.ts';
import type { Pseudonym } from '../personal/pseudonym.ts';
import type { AssetIndex } from '../registry/asset-index.ts';
import { checkRights } from './check-rights.ts';
import { checkTime } from './check-time.ts';
import { findUnstorable } from './find-unstorable.ts';

/** What holds for every event of one request at one moment. */
export type Sitting = {
  readonly sender: Sender;
  readonly assets: AssetIndex;
  readonly worldNowMs: number;
  /** How far ahead of it an event may be. */
  readonly futureMs: number;
  /** The real time of receipt, as stamped. */
  readonly receivedTime: string;
  readonly pseudonym: Pseudonym;
};

/** Accepted with the JSON text that goes into the log, or refused with the reason. */
export type Judgement =
  { readonly ok: true; readonly id: string; readonly text: string } | { readonly ok: false; readonly problem: Problem };

/** Judges one event as its sender wrote it. Total: whatever the value is, the answer is a judgement. */
export function judgeEvent(value: unknown, sitting: Sitting): Judgement {
  const parsed = parseSentEvent(value);
  if (!parsed.ok) return refuse(problem('invalid-event', parsed.faults[0]?.reason ?? 'not an event', parsed.faults));
  const { event, kind, type } = parsed;
  // A record of unknown fields drops this one in silence; nothing that was sent may vanish.
  if (Object.hasOwn((value as { data: object }).data, '__proto__')) {
    return refuse(fieldProblem('invalid-event', 'data', 'unknown field __proto__'));
  }
  const timeMs = Date.parse(event.time);
  const refused =
    checkRights(sitting.sender, event, kind) ??
    checkAsset(sitting.assets, event, kind) ??
    checkTime(timeMs, { ...sitting, allowanceD: sitting.sender.key.allowanceD });
  if (refused) return refuse(refused);

  const unit = sitting.assets.get(event.asset)?.unitAt(timeMs);
  if (unit === undefined)
    return refuse(fieldProblem('unknown-asset', 'asset', 'this asset was not in service at that time'));
  if (event.unit !== undefined && event.unit !== unit) {
    return refuse(
      fieldProblem('wrong-unit', 'unit', `this asset belonged to ${unit} at that time; leave unit out or send that`),
    );
  }
  for (const field of type.personal) {
    const personal = event.data[field];
    if (typeof personal === 'string') event.data[field] = sitting.pseudonym(field, personal);
  }
  const accepted = stamp(event, unit, sitting);
  const text = JSON.stringify(accepted);
  const path = findUnstorable(text, accepted);
  if (path !== undefined)
    return refuse(fieldProblem('invalid-event', path, 'control characters and lone surrogates are not taken'));
  return { ok: true, id: event.id, text };
}

function checkAsset(assets: AssetIndex, { asset }: SentEvent, { kind, assetKinds }: EventKind): Problem | undefined {
  const known = assets.get(asset);
  if (!known) return fieldProblem('unknown-asset', 'asset', 'no such asset in the registry');
  if (assetKinds.includes(known.kind)) return undefined;
  return fieldProblem(
    'invalid-event',
    'asset',
    `${kind}.* happens at ${assetKinds.join(' or ')}; this asset is a ${known.kind}`,
  );
}

function stamp(event: SentEvent, unit: string, { receivedTime, sender }: Sitting): AcceptedEvent {
  return {
    specversion: '1.0',
    id: event.id,
    source: event.source,
    type: event.type,
    time: event.time,
    asset: event.asset,
    unit,
    ...(event.sequence !== undefined && { sequence: event.sequence }),
    receivedtime: receivedTime,
    world: sender.key.world,
    data: event.data,
  };
}

function refuse(refused: Problem): Judgement {
  return { ok: false, problem: refused };
}
