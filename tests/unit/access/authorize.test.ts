import { describe, expect, it, test } from 'vitest';
import { parseActor } from '#shared/access/actor.ts';
import { acts, rights, type Act } from '#shared/access/acts.ts';
import { authorize, type Subject } from '#shared/access/authorize.ts';
import { roles, type Role } from '#shared/access/roles.ts';

const account = (role: Role, unit: string | null = null): Subject => ({ kind: 'account', name: 'lan', role, unit });
const may = (subject: Subject | null, act: Act, object = {}): boolean => authorize(subject, act, object).allowed;

describe('whoever is not logged in', () => {
  it('may log in and nothing else', () => {
    expect(acts.filter((act) => may(null, act))).toEqual(['login']);
  });
});

describe('the table of rights', () => {
  it('names each act once', () => {
    expect(new Set(acts).size).toBe(acts.length);
    expect(Object.keys(rights).sort()).toEqual([...acts].sort());
  });

  test.each(roles.filter((role) => role !== 'administrator'))('gives no administration to the role %s', (role) => {
    const kept: Act[] = [
      ...(['key.create', 'key.revoke', 'quarantine.see', 'quarantine.replay', 'world.set', 'pack.import'] as const),
      ...(['account.manage', 'walltoken.manage', 'target.set', 'audit.see', 'asset.edit', 'act.judge'] as const),
      'establishment.set',
    ];
    expect(kept.filter((act) => may(account(role, role === 'unit' ? '00004' : null), act, { unit: '00004' }))).toEqual(
      [],
    );
  });

  it('gives the administrator all but what only processes, screens and units do', () => {
    expect(acts.filter((act) => !may(account('administrator'), act)).sort()).toEqual([
      ...['account.admit', 'act.judge', 'alert.count', 'promise.answer'],
    ]);
  });
});

describe('a unit', () => {
  const unit = account('unit', '00004');
  const scoped = acts.filter((act) => rights[act].unit === 'own');

  it.each(scoped)('does %s for itself, not for another and not for the city', (act) => {
    expect(may(unit, act, { unit: '00004' })).toBe(true);
    expect([{ unit: '00008' }, { unit: null }, {}].some((object) => may(unit, act, object))).toBe(false);
  });

  it('without a unit of its own is refused, whatever is asked for', () => {
    const homeless = account('unit');
    expect(scoped.some((act) => may(homeless, act, { unit: null }) || may(homeless, act, {}))).toBe(false);
  });

  it('sees the wall, which shows the city', () => {
    expect(may(unit, 'wall.see', { world: 'live' })).toBe(true);
  });
});

describe('a screen', () => {
  it('only sees', () => {
    const screen: Subject = { kind: 'screen', label: 'hall', world: null };
    expect(acts.filter((act) => act !== 'login' && may(screen, act))).toEqual([
      ...['wall.see', 'system.see', 'kpi.see', 'forecast.see', 'alert.count'],
    ]);
  });

  it('bound to a world sees no other', () => {
    const screen: Subject = { kind: 'screen', label: 'hall', world: 'sim:a' };
    expect(may(screen, 'wall.see', { world: 'sim:a' })).toBe(true);
    expect(may(screen, 'wall.see', { world: 'live' })).toBe(false);
    expect(authorize(screen, 'wall.see', { world: 'live' })).toMatchObject({ reason: expect.any(String) as string });
  });
});

describe('the machine itself', () => {
  it('may do everything from the command line', () => {
    expect(acts.filter((act) => !may({ kind: 'local', name: 'root' }, act))).toEqual([]);
  });

  it('gives its processes only what they need', () => {
    const process: Subject = { kind: 'process', name: 'display' };
    const kept: Act[] = ['account.manage', 'audit.see', 'pack.import', 'quarantine.replay', 'walltoken.manage'];
    expect(kept.filter((act) => may(process, act))).toEqual([]);
    expect(may(process, 'world.set')).toBe(true);
  });
});

test.each([
  ['account:lan', { kind: 'account', name: 'lan' }],
  ['local:root', { kind: 'local', name: 'root' }],
  ['process:display', { kind: 'process', name: 'display' }],
  ['cli:root', undefined],
  ['account:', undefined],
  ['account:a b', undefined],
  ['account:a\nlocal:root', undefined],
  ['ACCOUNT:lan', undefined],
  ['', undefined],
])('%j is the actor %j', (text, actor) => {
  expect(parseActor(text)).toEqual(actor);
});
