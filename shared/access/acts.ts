import type { Role } from './roles.ts';

/** Every act that somebody may or may not do, whichever way it is asked for: a page, a screen, a command, the command line. */
export const acts = [
  ...(['login', 'logout', 'wall.see', 'replay.see', 'system.see', 'docs.see', 'world.see', 'world.set'] as const),
  ...(['kpi.see', 'unit.see', 'asset.see', 'search.see', 'forecast.see', 'target.see', 'target.set'] as const),
  ...(['exclusion.see', 'exclusion.propose', 'exclusion.approve', 'promise.see', 'promise.answer'] as const),
  ...(['key.try', 'key.see', 'key.create', 'key.revoke', 'source.see', 'receipt.see'] as const),
  ...(['quarantine.see', 'quarantine.replay', 'pack.see', 'pack.import', 'asset.edit'] as const),
  ...(['account.own', 'account.see', 'account.manage', 'walltoken.manage', 'audit.see', 'audit.verify'] as const),
  ...(['act.judge', 'account.admit', 'wall.set'] as const),
  ...(['alert.see', 'alert.count', 'alert.act', 'maintenance.set', 'rule.see', 'rule.test', 'rule.set'] as const),
  ...(['incident.see', 'incident.open', 'incident.act'] as const),
  ...(['task.see', 'task.give', 'task.answer', 'task.note', 'staff.see', 'staff.move'] as const),
  ...(['establishment.set'] as const),
  ...(['brief.see', 'brief.issue', 'brief.manage'] as const),
  ...(['money.see', 'money.import', 'money.close', 'money.approve'] as const),
  ...(['contact.see', 'contact.manage', 'rota.see', 'rota.manage', 'shift.see', 'shift.hand'] as const),
  ...(['drill.see', 'drill.run'] as const),
] as const;
export type Act = (typeof acts)[number];

/** How far a right goes: over the whole city, or over the account's own unit. */
type Reach = 'city' | 'own';

/** Who has a right. `anyone` needs no login, `screen` is a wall token, `process` one of our own. */
export type Holder = Role | 'anyone' | 'screen' | 'process';

type Rights = Readonly<Partial<Record<Holder, Reach>>>;

const everyAccount = everywhere('viewer', 'operator', 'duty', 'unit', 'leader', 'administrator');
const wholeCity = everywhere('viewer', 'operator', 'duty', 'leader', 'administrator');
const eachItsOwn: Rights = { ...wholeCity, unit: 'own' };
const administrator = everywhere('administrator');

/**
 * Who may do what, and how far. What is not here is refused. Whoever holds the data folder (`local`) may do everything:
 * it holds the keys of the databases, so refusing would protect nothing.
 */
export const rights: Readonly<Record<Act, Rights>> = {
  login: { anyone: 'city' },
  logout: everyAccount,
  'wall.see': { ...everyAccount, screen: 'city' },
  'replay.see': wholeCity,
  'system.see': { ...everyAccount, screen: 'city' },
  'docs.see': everyAccount,
  'world.see': { ...everyAccount, process: 'city' },
  'world.set': { ...administrator, process: 'city' },
  'kpi.see': { ...eachItsOwn, screen: 'city' },
  'unit.see': eachItsOwn,
  // Whose an asset or a find is, is known only once it was read: unit.see is asked for then.
  'asset.see': everyAccount,
  'search.see': everyAccount,
  'forecast.see': { ...eachItsOwn, screen: 'city' },
  'target.see': eachItsOwn,
  'target.set': administrator,
  'exclusion.see': eachItsOwn,
  'exclusion.propose': { ...everywhere('operator', 'duty', 'leader', 'administrator'), unit: 'own' },
  'exclusion.approve': everywhere('leader', 'administrator'),
  'promise.see': eachItsOwn,
  // A unit's own voice: nobody speaks in its place.
  'promise.answer': { unit: 'own' },
  'key.try': everyAccount,
  'key.see': administrator,
  'key.create': { ...administrator, process: 'city' },
  'key.revoke': { ...administrator, process: 'city' },
  'source.see': everywhere('operator', 'duty', 'administrator'),
  'receipt.see': { ...administrator, process: 'city' },
  'quarantine.see': { ...administrator, process: 'city' },
  'quarantine.replay': administrator,
  'pack.see': everywhere('operator', 'duty', 'leader', 'administrator'),
  'pack.import': administrator,
  'asset.edit': administrator,
  'account.own': everyAccount,
  'account.see': administrator,
  'account.manage': administrator,
  'walltoken.manage': administrator,
  'wall.set': administrator,
  'audit.see': administrator,
  'audit.verify': administrator,
  'act.judge': { process: 'city' },
  'account.admit': { process: 'city' },
  'alert.see': { ...eachItsOwn, process: 'city' },
  // What is wrong and how badly, without who has it: what hangs on a wall names nobody.
  'alert.count': { screen: 'city' },
  'alert.act': everywhere('operator', 'duty', 'administrator'),
  'maintenance.set': everywhere('duty', 'administrator'),
  'rule.see': everywhere('operator', 'duty', 'leader', 'administrator'),
  'rule.test': everywhere('duty', 'administrator'),
  'rule.set': administrator,
  'incident.see': { ...eachItsOwn, process: 'city' },
  'incident.open': { ...everywhere('operator', 'duty', 'leader', 'administrator'), unit: 'own' },
  'incident.act': everywhere('operator', 'duty', 'administrator'),
  'task.see': { ...eachItsOwn, process: 'city' },
  'task.give': everywhere('leader', 'administrator'),
  'task.answer': { ...everywhere('operator', 'duty', 'administrator'), unit: 'own' },
  'task.note': { ...everywhere('operator', 'duty', 'leader', 'administrator'), unit: 'own' },
  'staff.see': eachItsOwn,
  'staff.move': everywhere('duty', 'leader', 'administrator'),
  'establishment.set': administrator,
  'brief.see': wholeCity,
  'brief.issue': { ...everywhere('leader', 'administrator'), process: 'city' },
  'brief.manage': administrator,
  'money.see': everywhere('operator', 'duty', 'leader', 'administrator'),
  'money.import': everywhere('operator', 'administrator'),
  'money.close': everywhere('operator', 'leader', 'administrator'),
  'money.approve': everywhere('leader', 'administrator'),
  'contact.see': everywhere('operator', 'duty', 'leader', 'administrator'),
  'contact.manage': administrator,
  'rota.see': everywhere('operator', 'duty', 'leader', 'administrator'),
  'rota.manage': everywhere('duty', 'administrator'),
  'shift.see': everywhere('operator', 'duty', 'leader', 'administrator'),
  'shift.hand': everywhere('duty', 'administrator'),
  'drill.see': everywhere('operator', 'duty', 'leader', 'administrator'),
  'drill.run': everywhere('duty', 'administrator'),
};

function everywhere(...holders: Holder[]): Rights {
  return Object.fromEntries(holders.map((holder) => [holder, 'city' as const]));
}
