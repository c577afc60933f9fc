import { describe, expect, test } from 'vitest';
import { incidentMoves, type IncidentMove } from '#shared/duty/incident/incident-acts.ts';
import { nextState } from '#shared/duty/incident/state-machine.ts';
import { incidentStates } from '#shared/wire/duty.ts';
import { alertAcknowledge, alertShelve, alertUnacknowledge } from '#shared/wire/alert-commands.ts';
import * as incidents from '#shared/wire/incident-commands.ts';
import { actsOfRow } from '../../../display/src/lib/duty/acts/acts-of-row.ts';
import { undoOf } from '../../../display/src/lib/duty/acts/undo-of.ts';
import { wishOf } from '../../../display/src/lib/duty/acts/wish-of.ts';
import { deskKeys, keyAct, type KeyPress } from '../../../display/src/lib/duty/keys/key-act.ts';
import { buildRows, type QueueRow } from '../../../display/src/lib/duty/queue/queue-row.ts';
import { readOnlyWhy } from '../../../display/src/lib/duty/read-only.ts';
import { actRequest, deskVerbs } from '../../../display/src/lib/duty/server/act-request.ts';
import { decideSound, silentSoFar } from '../../../display/src/lib/duty/sound/decide-sound.ts';
import { anAlert, anIncident } from './some-rows.ts';

const rowOf = (...given: Parameters<typeof buildRows>): QueueRow => {
  const [row] = buildRows(...given);
  if (!row) throw new Error('no row was made');
  return row;
};
const schemas: Readonly<Record<string, { parse: (body: unknown) => unknown }>> = {
  'alert.acknowledge': alertAcknowledge,
  'alert.unacknowledge': alertUnacknowledge,
  'alert.shelve': alertShelve,
  'incident.open': incidents.incidentOpen,
  'incident.acknowledge': incidents.incidentAcknowledge,
  'incident.release': incidents.incidentRelease,
  'incident.start': incidents.incidentStart,
  'incident.wait': incidents.incidentWait,
  'incident.resume': incidents.incidentResume,
  'incident.resolve': incidents.incidentResolve,
  'incident.close': incidents.incidentClose,
  'incident.reopen': incidents.incidentReopen,
  'incident.note': incidents.incidentNote,
  'incident.severity': incidents.incidentSeverity,
};

describe('what a person does', () => {
  test('is a command its owner understands, with the version that was seen, in every state', () => {
    const states = ['new', 'acknowledged', 'in_progress', 'waiting', 'resolved'] as const;
    const rows = [
      ...states.map((state) => rowOf([anIncident(7, { state, version: 3 })], [anAlert(1, { incident: 7 })])),
      rowOf([], [anAlert(2)]),
      rowOf([], [anAlert(2, { acknowledgement: { by: 'account:a', at: '', until: '' } })]),
    ];
    for (const row of rows) {
      for (const act of actsOfRow(row)) {
        const wish = wishOf(act, row, { text: 'đã gọi', waitReason: 'power' });
        if (!wish) throw new Error(`${act} sends nothing`);
        expect(() => schemas[wish.verb]?.parse(wish.body), `${act} ${wish.verb}`).not.toThrow();
        expect(deskVerbs as readonly string[]).toContain(wish.verb);
        if (row.incident && !['note', 'shelve'].includes(act)) expect(wish.body.expectedVersion).toBe(3);
      }
    }
  });

  test('is offered only where its owner allows it', () => {
    for (const state of incidentStates) {
      const [row] = buildRows([anIncident(7, { state })], []);
      const moves = (row ? actsOfRow(row) : []).filter((act) => (incidentMoves as readonly string[]).includes(act));
      for (const move of moves) expect(nextState(state, move as IncidentMove), `${move} from ${state}`).toBeDefined();
    }
  });

  test('can be taken or left while it waits; what was raised is acknowledged first', () => {
    expect(actsOfRow(rowOf([anIncident(7, { state: 'waiting' })], []))).toEqual(
      expect.arrayContaining(['resume', 'acknowledge', 'release']),
    );
    const raised = anIncident(7, { state: 'in_progress', raisedAt: '2026-11-23T01:59:00Z' });
    expect(actsOfRow(rowOf([raised], []))[0]).toBe('acknowledge');
    expect(actsOfRow(rowOf([anIncident(7, { state: 'in_progress' })], []))).not.toContain('acknowledge');
  });

  test('is escalated to a person, or raised', () => {
    const row = rowOf([anIncident(7)], []);
    expect(wishOf('escalate', row, { text: 'vì sao', account: 'binh' })?.verb).toBe('incident.assign');
    expect(wishOf('escalate', row, { text: 'vì sao', priority: 'P1' })?.body).toMatchObject({ priority: 'P1' });
  });

  test('can be taken back where its owner says so', () => {
    const command = '0b7a1a66-8f0e-4c2c-9a51-59d3a1f7a001';
    expect(undoOf({ verb: 'alert.acknowledge', body: {} }, command, {})).toEqual({
      verb: 'alert.undo',
      body: { commandId: command },
    });
    const acted = { id: 7, undo: { commandId: command, until: '' } };
    expect(undoOf({ verb: 'incident.start', body: {} }, command, acted)?.body).toEqual({ id: 7, commandId: command });
    expect(undoOf({ verb: 'incident.note', body: {} }, command, { id: 7, undo: null })).toBeNull();
  });

  test('is sent on only where the desk has it', () => {
    const id = '0b7a1a66-8f0e-4c2c-9a51-59d3a1f7a001';
    expect(actRequest.safeParse({ id, verb: 'alert.acknowledge', body: {} }).success).toBe(true);
    expect(actRequest.safeParse({ id, verb: 'rule.set', body: {} }).success).toBe(false);
    expect(actRequest.safeParse({ id: 'x', verb: 'alert.acknowledge', body: {} }).success).toBe(false);
  });
});

describe('keys', () => {
  const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => {
    return { key, ctrlKey: false, altKey: false, metaKey: false, isComposing: false, repeat: false, ...change };
  };
  const place = { isOn: true, isWriting: false, isInDialog: false };

  test.each(Object.entries(deskKeys))(
    '%s is %s, and nothing once switched off, while writing or in a dialog',
    (key, act) => {
      expect(keyAct(press(key), place)).toBe(act);
      expect(keyAct(press(key), { ...place, isOn: false })).toBeNull();
      expect(keyAct(press(key), { ...place, isWriting: true })).toBeNull();
      expect(keyAct(press(key), { ...place, isInDialog: true })).toBeNull();
      for (const held of ['ctrlKey', 'altKey', 'metaKey', 'isComposing'] as const) {
        expect(keyAct(press(key, { [held]: true }), place)).toBeNull();
      }
    },
  );

  test('a key held down moves on, and does nothing twice', () => {
    expect(keyAct(press('j', { repeat: true }), place)).toBe('next');
    expect(keyAct(press('a', { repeat: true }), place)).toBeNull();
    expect(keyAct(press('A'), place)).toBe('acknowledge');
    expect(keyAct(press('Enter'), place)).toBeNull();
  });
});

describe('the sound', () => {
  const urgent = (id: number, state: 'new' | 'acknowledged' = 'new') =>
    rowOf([anIncident(id, { priority: 'P1', state })], []);
  const on = (nowMs: number) => ({ nowMs, isAllowed: true });

  test('comes for a new P1, again each minute while nobody has it, and ends when somebody has', () => {
    const first = decideSound([urgent(1)], silentSoFar, on(0));
    expect(first.sounds).toBe(true);
    const soon = decideSound([urgent(1)], first.memory, on(59_999));
    expect(soon.sounds).toBe(false);
    expect(decideSound([urgent(1)], soon.memory, on(60_000)).sounds).toBe(true);
    expect(decideSound([urgent(1), urgent(2)], soon.memory, on(30_000)).sounds).toBe(true);
    const taken = decideSound([urgent(1, 'acknowledged')], soon.memory, on(70_000));
    expect(taken.sounds).toBe(false);
    expect(decideSound([urgent(1)], taken.memory, on(71_000)).sounds).toBe(true);
  });

  test('comes for what became P1 after somebody took it, and not for what is kept quiet', () => {
    const before = decideSound([urgent(1, 'acknowledged')], silentSoFar, on(0));
    expect(before.sounds).toBe(false);
    const raisedAt = '2026-11-23T01:59:00Z';
    const raised = rowOf([anIncident(1, { priority: 'P1', state: 'acknowledged', raisedAt })], []);
    expect(decideSound([raised], before.memory, on(1)).sounds).toBe(true);
    const quiet = rowOf([anIncident(1, { priority: 'P1', isQuiet: true })], []);
    const silenced = decideSound([quiet], silentSoFar, on(2));
    expect(silenced.sounds).toBe(false);
    expect(decideSound([urgent(1)], silenced.memory, on(3)).sounds).toBe(true);
  });

  test('never comes for less than P1, nor unless it is allowed', () => {
    expect(decideSound([rowOf([anIncident(1)], [])], silentSoFar, on(0)).sounds).toBe(false);
    const muted = decideSound([urgent(1)], silentSoFar, { nowMs: 0, isAllowed: false });
    expect(muted.sounds).toBe(false);
    expect(decideSound([urgent(1)], muted.memory, on(1)).sounds).toBe(true);
  });
});

test('the desk is read-only while the feed or the duty process is away, and for who may only look', () => {
  const fine = { link: 'live', dutyAgeS: 1, mayAct: true } as const;
  expect(readOnlyWhy(fine)).toBeNull();
  expect(readOnlyWhy({ ...fine, link: 'dead' })).toBe('dead');
  expect(readOnlyWhy({ ...fine, dutyAgeS: null })).toBe('duty_unknown');
  expect(readOnlyWhy({ ...fine, dutyAgeS: 15.5 })).toBe('duty');
  expect(readOnlyWhy({ ...fine, mayAct: false })).toBe('rights');
});
