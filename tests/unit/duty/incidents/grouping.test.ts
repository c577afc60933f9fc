import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channels } from '#shared/duty/incident/channel.ts';
import type { Group } from '#shared/duty/incident/find-incident.ts';
import { groupAlerts, type FreshAlert } from '#shared/duty/incident/group-alerts.ts';
import { chainOf, likelyCause } from '#shared/duty/incident/likely-cause.ts';
import type { Member } from '#shared/duty/incident/member.ts';
import { aMember } from '../../../support/a-member.ts';

const near = (one: string, other: string): boolean => Math.abs(Number(one) - Number(other)) <= 1;
const announced = (...members: Member[]): FreshAlert[] =>
  members.map((member) => ({ member, isAnnounced: true, explainedBy: null }));

/** Groups alerts one after the other, as they come. */
function inTurn(...members: Member[]): readonly Group[] {
  let next = 1;
  let groups: readonly Group[] = [];
  for (const member of members) groups = groupAlerts(announced(member), groups, { near, newId: () => next++ }).groups;
  return groups;
}

const idsOf = (groups: readonly Group[]): number[][] =>
  groups.map(({ members }) => members.map(({ id }) => id).sort((a, b) => a - b));

const portal = aMember({
  id: 1,
  rule: 'system-down',
  channel: 'system',
  atMin: 0,
  priority: 'P1',
  labels: { asset: 'S' },
});
const kiosk = (id: number, unit: string, atMin: number): Member =>
  aMember({ id, rule: 'kiosk-unwell', channel: 'kiosk', atMin, labels: { asset: `K${id}`, unit, kind: 'kiosk' } });
const queue = aMember({
  ...{
    id: 4,
    rule: 'long-wait',
    channel: 'queue',
    atMin: 25,
    labels: { asset: 'P9', unit: '9', kind: 'point', point: 'P9' },
  },
  about: ['procedure:1.001'],
});
const calls = aMember({ id: 5, rule: 'calls-lost', channel: 'hotline', atMin: 20, about: ['procedure:1.001'] });
const chats = aMember({ id: 6, rule: 'chat-handovers', channel: 'chatbot', atMin: 40 });

describe('what is one matter', () => {
  it('the portal is down: kiosk faults, a queue, calls, chats and the check are one incident, the portal on top', () => {
    const all = [portal, kiosk(2, '2', 8), kiosk(3, '7', 12), queue, calls, chats];
    const groups = inTurn(...all);
    expect(idsOf(groups)).toEqual([[1, 2, 3, 4, 5, 6]]);
    expect(likelyCause(all, near)?.id).toBe(1);
    expect(chainOf(all, near).map(({ member, depth, through }) => [member.id, depth, through])).toEqual([
      [1, 0, null],
      ...[2, 3, 5, 4, 6].map((id) => [id, 1, 1]),
    ]);
  });

  it('the same, when people called before the check noticed: what was three incidents becomes one', () => {
    const late = { ...portal, sinceMs: portal.sinceMs + 22 * 60_000, openedMs: portal.openedMs + 28 * 60_000 };
    const before = inTurn(kiosk(2, '2', 15), calls, chats);
    expect(before.length).toBeGreaterThan(1);
    expect(idsOf(inTurn(kiosk(2, '2', 15), calls, queue, chats, late))).toEqual([[1, 2, 4, 5, 6]]);
  });

  describe('where the city says what a system serves', () => {
    const serving = { ...portal, about: ['procedure:1.001', 'procedure:1.002'] };
    const of = (member: Member, ...about: string[]): Member => ({ ...member, about });

    it('a queue is tied to it by people who come for that, and by nothing else', () => {
      expect(idsOf(inTurn(serving, queue))).toEqual([[1, 4]]);
      expect(idsOf(inTurn(serving, of(queue, 'procedure:9.009')))).toEqual([[1], [4]]);
      expect(idsOf(inTurn(serving, of(queue, 'shortage')))).toEqual([[1], [4]]);
      expect(idsOf(inTurn(serving, of(queue)))).toEqual([[1], [4]]);
      // Of a system of which nobody said what it serves, all may follow.
      expect(idsOf(inTurn(portal, of(queue, 'procedure:9.009')))).toEqual([[1, 4]]);
    });

    it('calls, chats and kiosks are, unless people ask for something else', () => {
      for (const other of [calls, chats, kiosk(2, '2', 8)]) {
        expect(idsOf(inTurn(serving, of(other, 'procedure:1.002')))).toHaveLength(1);
        expect(idsOf(inTurn(serving, of(other)))).toHaveLength(1);
        expect(idsOf(inTurn(serving, of(other, 'procedure:9.009')))).toHaveLength(2);
      }
    });

    it('what serves no procedure leads to no queue and no calls', () => {
      const axis = of(portal, 'no_procedure');
      expect(idsOf(inTurn(axis, queue))).toHaveLength(2);
      expect(idsOf(inTurn(axis, of(calls)))).toHaveLength(2);
    });

    it('a rule that explains others explains those only which come of what it serves', () => {
      const causes = [
        { rule: 'chat-handovers', equal: [] },
        { rule: 'long-wait', equal: [] },
        { rule: 'link-slow', equal: [] },
      ];
      const telling = { ...serving, rule: { ...serving.rule, causes } };
      const slow = aMember({ id: 7, rule: 'link-slow', channel: 'system', atMin: 5, labels: { asset: 'S' } });
      for (const other of [chats, of(chats, 'procedure:1.002'), queue, of(slow, 'procedure:9.009')]) {
        expect(idsOf(inTurn(telling, other))).toHaveLength(1);
      }
      for (const other of [of(chats, 'procedure:9.009'), of(queue, 'procedure:9.009'), of(queue, 'shortage')]) {
        expect(idsOf(inTurn(telling, other))).toHaveLength(2);
      }
      expect(idsOf(inTurn(of(telling, 'no_procedure'), chats))).toHaveLength(2);
      // Of a system of which nobody said what it serves the rule's word stands.
      expect(idsOf(inTurn(of(telling), of(chats, 'procedure:9.009')))).toHaveLength(1);
    });

    it('two systems that serve the same are not one matter by that', () => {
      const other = {
        ...serving,
        id: 2,
        rule: { ...serving.rule, id: 'link-slow' },
        target: 'T',
        labels: { asset: 'T' },
      };
      expect(idsOf(inTurn(serving, { ...other, sinceMs: other.sinceMs + 30 * 60_000 }))).toEqual([[1], [2]]);
    });
  });

  it('an incident that somebody has is not put into another by itself', () => {
    const [held] = inTurn(calls);
    const [mine] = inTurn(kiosk(2, '2', 15));
    const groups = [{ ...held, id: 1, isTaken: true } as Group, { ...mine, id: 2, isTaken: true } as Group];
    const { decisions } = groupAlerts(announced({ ...portal, sinceMs: portal.sinceMs + 60_000 }), groups, {
      ...{ near, newId: () => 9 },
    });
    expect(decisions).toMatchObject([{ kind: 'join', incident: 1, why: 'leads' }]);
  });

  it('sixty kiosks lost at once are one incident, also those that a storm keeps from being announced', () => {
    const lost = Array.from({ length: 60 }, (_, at) =>
      aMember({
        ...{ id: at + 1, rule: 'kiosk-silent', channel: 'kiosk', atMin: (at % 3) * 0.4 },
        labels: { asset: `K${at}`, unit: String(10 * at), kind: 'kiosk' },
      }),
    );
    const fresh = lost.map((member, at): FreshAlert => ({ member, isAnnounced: at < 12, explainedBy: null }));
    const { groups } = groupAlerts(fresh, [], { near, newId: () => 1 });
    expect(groups).toHaveLength(1);
    expect(groups[0]?.members).toHaveLength(60);
  });

  it('a cut in one ward takes its kiosks and the queue next door, and not what happens across the city', () => {
    const dark = aMember({
      id: 1,
      rule: 'dark',
      channel: 'power',
      labels: { unit: '4', kind: 'kiosk' },
      priority: 'P2',
    });
    const nextDoor = { ...queue, id: 2, target: 'P5', labels: { asset: 'P5', unit: '5', point: 'P5' }, about: [] };
    const sinceMs = queue.sinceMs + 20 * 60_000;
    const elsewhere = { ...queue, id: 3, labels: { asset: 'P9', unit: '9', point: 'P9' }, about: [], sinceMs };
    expect(idsOf(inTurn(dark, nextDoor, elsewhere))).toEqual([[1, 2], [3]]);
  });

  it('the same kiosk is the same thing; two kiosks of two wards an hour apart are two', () => {
    const again = aMember({
      id: 3,
      rule: 'kiosk-silent',
      channel: 'kiosk',
      atMin: 300,
      labels: { asset: 'K2', unit: '2' },
    });
    expect(idsOf(inTurn(kiosk(2, '2', 0), kiosk(4, '7', 60), again))).toEqual([[2, 3], [4]]);
  });

  it('two long queues are one matter where both lack staff', () => {
    const wait = (id: number, about: string[]): Member =>
      aMember({
        id,
        rule: 'long-wait',
        channel: 'queue',
        atMin: id * 20,
        about,
        labels: { asset: `P${id}0`, unit: `${id}0` },
      });
    expect(idsOf(inTurn(wait(1, ['shortage']), wait(2, ['shortage'])))).toEqual([[1, 2]]);
    expect(idsOf(inTurn(wait(1, []), wait(2, ['shortage'])))).toEqual([[1], [2]]);
  });

  it('nothing joins what began long before, or was over by then', () => {
    expect(idsOf(inTurn(portal, { ...calls, sinceMs: portal.sinceMs + 4 * 3_600_000 }))).toHaveLength(2);
    const over = { ...portal, closedMs: portal.sinceMs + 5 * 60_000 };
    expect(idsOf(inTurn(over, calls))).toHaveLength(2);
  });

  it('an incident by hand takes in what happens at its place about then', () => {
    const byHand: Group = {
      ...{ id: 1, members: [], units: ['7'], assets: [], isByHand: true, isTaken: true },
      occurredMs: portal.sinceMs,
    };
    const fresh = announced(kiosk(2, '7', 10), kiosk(3, '8', 10), kiosk(4, '7', 90));
    const { groups } = groupAlerts(fresh, [byHand], { near, newId: () => 9 });
    expect(groups.find(({ id }) => id === 1)?.members.map(({ id }) => id)).toContain(2);
    expect(groups.find(({ id }) => id === 1)?.members.map(({ id }) => id)).not.toContain(4);
  });
});

const anAlert = fc.record({
  channel: fc.constantFrom(...channels),
  unit: fc.integer({ min: 1, max: 4 }),
  asset: fc.integer({ min: 1, max: 6 }),
  atMin: fc.nat(400),
  rule: fc.integer({ min: 1, max: 5 }),
  isAnnounced: fc.boolean(),
  explainedBy: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
});

it('whatever comes in whatever order, an alert is in one incident at most, and each that calls for a person is in one', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anAlert, { maxLength: 6 }), { maxLength: 8 }), (batches) => {
      let next = 1;
      let id = 0;
      let groups: readonly Group[] = [];
      const calling: number[] = [];
      for (const batch of batches) {
        const fresh = batch.map(({ channel, unit, asset, atMin, rule, isAnnounced, explainedBy }): FreshAlert => {
          id += 1;
          if (isAnnounced) calling.push(id);
          const labels = { asset: `K${asset}`, unit: String(unit) };
          const member = aMember({
            id,
            channel,
            atMin,
            labels,
            rule: `r${rule}`,
            causes: [{ rule: `r${rule + 1}`, equal: [] }],
          });
          return { member, isAnnounced, explainedBy };
        });
        const grouped = groupAlerts(fresh, groups, { near, newId: () => next++ });
        // What was in an incident stays with what it was there with.
        for (const before of groups) {
          const homes = new Set(before.members.map((member) => homeOf(grouped.groups, member.id)));
          expect(homes.size).toBeLessThanOrEqual(1);
        }
        groups = grouped.groups;
      }
      const all = groups.flatMap(({ members }) => members.map((member) => member.id));
      expect(new Set(all).size).toBe(all.length);
      for (const one of calling) expect(all).toContain(one);
      for (const { members } of groups) {
        const chain = chainOf(members, near);
        expect(chain.map(({ member }) => member.id).sort()).toEqual(members.map((member) => member.id).sort());
      }
    }),
    { numRuns: 2_000 },
  );
});

function homeOf(groups: readonly Group[], alert: number): number | undefined {
  return groups.find(({ members }) => members.some(({ id }) => id === alert))?.id;
}
