import type { CountRow } from '#shared/wire/counts.ts';
import type { AssetView, PushTopic, RecentEvent, ServerMessage } from '#shared/wire/push.ts';
import { pickRecent } from './pick-recent.ts';
import { countKey, type ScreenState } from './screen-state.ts';

// Three screens' worth of lines, so that one busy kind does not push out everything else at once.
const recentKept = 40;

/**
 * Brings a screen's state up to a message of the feed. Returns the topic to ask for anew when the message does not
 * follow on what is held, else null; such a message changes nothing.
 */
export function applyMessage(state: ScreenState, message: ServerMessage): PushTopic | null {
  switch (message.type) {
    case 'hello':
      return null;
    case 'tick':
      state.tick = message;
      return null;
    case 'snapshot':
      applySnapshot(state, message);
      return null;
    case 'delta':
      return applyDelta(state, message);
  }
}

function applySnapshot(state: ScreenState, message: Extract<ServerMessage, { type: 'snapshot' }>): void {
  state.positions[message.topic] = { epoch: message.epoch, offset: message.offset };
  if (message.topic === 'state') {
    state.assets.clear();
    putAssets(state, message.assets);
    state.recent = pickRecent(message.recent, recentKept);
  } else if (message.topic === 'counts') {
    state.counts.clear();
    state.day = message.day;
    putRows(state, message.rows);
  } else {
    state.alerts.clear();
    state.incidents.clear();
    putDuty(state, message);
  }
}

function applyDelta(state: ScreenState, message: Extract<ServerMessage, { type: 'delta' }>): PushTopic | null {
  const held = state.positions[message.topic];
  if (held?.epoch !== message.epoch || held.offset !== message.from) return message.topic;
  state.positions[message.topic] = { epoch: message.epoch, offset: message.to };
  if (message.topic === 'state') {
    putAssets(state, message.assets);
    state.recent = mergeRecent(message.recent, state.recent);
  } else if (message.topic === 'counts') {
    putRows(state, message.rows);
  } else {
    putDuty(state, message);
  }
  return null;
}

function putDuty(state: ScreenState, { alerts, incidents }: Extract<ServerMessage, { topic: 'alerts' }>): void {
  for (const alert of alerts) state.alerts.set(alert.id, alert);
  for (const incident of incidents) state.incidents.set(incident.id, incident);
}

function putAssets(state: ScreenState, assets: readonly AssetView[]): void {
  for (const asset of assets) {
    const pulseMs = asset.pulse === null ? undefined : Date.parse(asset.pulse);
    state.assets.set(asset.asset, { ...asset, seenMs: Date.parse(asset.seen), pulseMs });
  }
}

/** Keeps the day's rows of city and units. The first row of a later day opens that day: the counts start over. */
function putRows(state: ScreenState, rows: readonly CountRow[]): void {
  for (const row of rows) {
    const [grain, bucket, unit, scope, metric, dim] = row;
    if (grain !== 'day' || scope !== '' || (state.day !== null && bucket < state.day)) continue;
    if (bucket !== state.day) {
      state.counts.clear();
      state.day = bucket;
    }
    state.counts.set(countKey(unit, metric, dim), row);
  }
}

function mergeRecent(newer: readonly RecentEvent[], held: readonly RecentEvent[]): readonly RecentEvent[] {
  return newer.length === 0 ? held : pickRecent([...newer, ...held], recentKept);
}
