import type { Act } from '#shared/access/acts.ts';
import type { ActObject } from '#shared/access/authorize.ts';

/** What a request asks for: the id of the route it matched (null: none), its method, and what is in its address. */
export type Asked = {
  readonly routeId: string | null;
  readonly method: string;
  readonly params: Readonly<Partial<Record<string, string>>>;
  readonly query: URLSearchParams;
};

/** The right to read a route, and the right to send it something; without `do` nothing may be sent there. */
type RouteAct = {
  readonly see: Act;
  readonly do?: Act;
  /** Whose unit or which world is asked for; without it the route is about the whole city. */
  readonly objectOf?: (asked: Asked) => ActObject;
};

const inWorld = ({ query }: Asked): ActObject => ({ world: query.get('world') ?? undefined });

/** One unit's figures, or the city's and all units' together. */
const ofUnit = ({ query }: Asked): ActObject => {
  const unit = (query.get('unit') ?? '').replace(/^unit:/, '');
  return { world: query.get('world') ?? undefined, unit: unit === '' || unit === 'all' ? null : unit };
};

/** The one unit that a page is about, by its address. */
const ofOwnPage = ({ params, query }: Asked): ActObject => ({
  world: query.get('world') ?? undefined,
  unit: params['unit'] ?? params['code'] ?? null,
});

/** Every route and the right it needs. A route that is not here is opened for nobody. */
export const routeActs: Readonly<Record<string, RouteAct>> = {
  '/': { see: 'wall.see' },
  '/login': { see: 'login', do: 'login' },
  '/login/city': { see: 'login' },
  '/login/city/back': { see: 'login' },
  '/login/code': { see: 'login', do: 'login' },
  '/account': { see: 'account.own', do: 'account.own' },
  '/logout': { see: 'logout', do: 'logout' },
  '/refused': { see: 'login' },
  '/wall': { see: 'wall.see', objectOf: inWorld },
  '/map': { see: 'wall.see', objectOf: inWorld },
  '/wall/city.json': { see: 'wall.see' },
  '/wall/kpi.json': { see: 'wall.see', objectOf: inWorld },
  '/wall/settings.json': { see: 'wall.see' },
  '/replay': { see: 'replay.see', objectOf: inWorld },
  '/replay/day.json': { see: 'replay.see', objectOf: inWorld },
  '/duty': { see: 'alert.see', objectOf: inWorld },
  '/duty/act': { see: 'alert.see', do: 'incident.open' },
  '/duty/see.json': { see: 'alert.see' },
  '/duty/load.json': { see: 'alert.see', objectOf: inWorld },
  '/duty/log': { see: 'alert.see', objectOf: inWorld },
  '/duty/log.csv': { see: 'alert.see', objectOf: inWorld },
  '/duty/log.xlsx': { see: 'alert.see', objectOf: inWorld },
  '/kpi': { see: 'promise.see', objectOf: inWorld },
  '/kpi/[kpi]': { see: 'promise.see', objectOf: inWorld },
  '/kpi/[kpi]/[unit]': { see: 'promise.see', objectOf: ofOwnPage },
  '/kpi/[kpi]/[unit]/records': { see: 'promise.see', objectOf: ofOwnPage },
  '/kpi/answers': { see: 'promise.see', do: 'maintenance.set', objectOf: inWorld },
  '/kpi/tables/[table].[format]': { see: 'promise.see', objectOf: ofUnit },
  '/unit/[code]/answers': { see: 'promise.see', do: 'promise.answer', objectOf: ofOwnPage },
  '/kpi.json': { see: 'kpi.see', objectOf: ofUnit },
  '/forecast.json': { see: 'forecast.see', objectOf: ofUnit },
  '/unit': { see: 'asset.see', objectOf: inWorld },
  '/unit/units.[format]': { see: 'unit.see', objectOf: inWorld },
  '/unit/[code]': { see: 'unit.see', objectOf: ofOwnPage },
  '/unit/[code]/[table].[format]': { see: 'unit.see', objectOf: ofOwnPage },
  '/asset': { see: 'asset.see', objectOf: inWorld },
  '/asset/assets.[format]': { see: 'asset.see', objectOf: inWorld },
  '/asset/[id]': { see: 'asset.see', objectOf: inWorld },
  '/asset/[id]/[table].[format]': { see: 'asset.see', objectOf: inWorld },
  '/source/[id]': { see: 'source.see', objectOf: inWorld },
  '/source/[id]/[table].[format]': { see: 'source.see', objectOf: inWorld },
  '/search': { see: 'search.see', objectOf: inWorld },
  '/search/find.json': { see: 'search.see', objectOf: inWorld },
  '/system': { see: 'system.see' },
  '/system/health.json': { see: 'system.see' },
  '/docs': { see: 'docs.see' },
  '/docs/answers': { see: 'docs.see' },
  '/docs/asyncapi.json': { see: 'docs.see' },
  '/docs/openapi.json': { see: 'docs.see' },
  '/docs/events/[kind]': { see: 'docs.see' },
  '/docs/try': { see: 'docs.see', do: 'key.try' },
  '/docs/try/[kid]': { see: 'docs.see' },
  '/docs/try/[kid]/report.json': { see: 'docs.see' },
  '/incidents': { see: 'incident.see', do: 'incident.open', objectOf: ofUnit },
  '/incidents/incidents.csv': { see: 'incident.see', objectOf: ofUnit },
  '/incidents/incidents.xlsx': { see: 'incident.see', objectOf: ofUnit },
  '/incident/[id]': { see: 'incident.see', do: 'incident.open', objectOf: ofUnit },
  '/incident/[id]/files/[file]': { see: 'incident.see', objectOf: ofUnit },
  '/tasks': { see: 'task.see', objectOf: ofUnit },
  '/tasks/tasks.[format]': { see: 'task.see', objectOf: ofUnit },
  '/tasks/new': { see: 'task.give', do: 'task.give', objectOf: inWorld },
  '/tasks/[id]': { see: 'task.see', do: 'task.note', objectOf: ofUnit },
  '/tasks/incident/[task]': { see: 'task.see', do: 'task.answer', objectOf: ofUnit },
  '/tasks/[id]/files/[file]': { see: 'task.see', objectOf: ofUnit },
  '/tasks/monitor': { see: 'task.see', objectOf: ofUnit },
  '/tasks/monitor/monitor.[format]': { see: 'task.see', objectOf: ofUnit },
  '/staff': { see: 'staff.see', do: 'staff.move', objectOf: ofUnit },
  '/staff/[point]': { see: 'pack.see', do: 'establishment.set', objectOf: inWorld },
  '/staff/staff.[format]': { see: 'staff.see', objectOf: ofUnit },
  '/brief': { see: 'brief.see', do: 'brief.issue', objectOf: inWorld },
  '/brief/briefs.[format]': { see: 'brief.see', objectOf: inWorld },
  '/brief/[id]': { see: 'brief.see', do: 'brief.issue' },
  '/brief/[id]/alerts': { see: 'alert.see' },
  '/brief/[id]/alerts.[format]': { see: 'alert.see' },
  '/brief/[id]/brief.pdf': { see: 'brief.see' },
  '/brief/[id]/brief.xlsx': { see: 'brief.see' },
  '/brief/[id]/print': { see: 'brief.see' },
  '/incidents/[id]/brief': { see: 'incident.see', objectOf: ofUnit },
  '/runbook/[id]': { see: 'alert.see', objectOf: inWorld },
  '/incident/[id]/brief': { see: 'incident.see', do: 'incident.act', objectOf: ofUnit },
  '/parking': { see: 'money.see', do: 'money.close', objectOf: inWorld },
  '/parking/[site]': { see: 'money.see', objectOf: inWorld },
  '/parking/export/[table].[format]': { see: 'money.see', objectOf: inWorld },
  '/parking/import': { see: 'money.import', do: 'money.import', objectOf: inWorld },
  '/shift': { see: 'shift.see', do: 'shift.hand', objectOf: inWorld },
  '/shift/handovers.[format]': { see: 'shift.see', objectOf: inWorld },
  '/shift/[id]': { see: 'shift.see' },
  '/admin/contacts': { see: 'contact.see', do: 'contact.manage' },
  '/admin/contacts/[id]': { see: 'contact.see', do: 'contact.manage' },
  '/admin/rota': { see: 'rota.see', do: 'rota.manage' },
  '/admin/notifications': { see: 'contact.see', do: 'rota.manage' },
  '/admin': { see: 'source.see' },
  '/admin/users': { see: 'account.see', do: 'account.manage' },
  '/admin/users/users.[format]': { see: 'account.see' },
  '/admin/users/[name]': { see: 'account.see', do: 'account.manage' },
  '/admin/wall': { see: 'wall.set', do: 'wall.set' },
  '/admin/walls': { see: 'walltoken.manage', do: 'walltoken.manage' },
  '/admin/walls/wall-tokens.[format]': { see: 'walltoken.manage' },
  '/admin/walls/[id]': { see: 'walltoken.manage', do: 'walltoken.manage' },
  '/admin/keys': { see: 'key.see', do: 'key.create' },
  '/admin/keys/keys.[format]': { see: 'key.see' },
  '/admin/keys/[kid]': { see: 'key.see', do: 'key.revoke' },
  '/admin/sources': { see: 'source.see' },
  '/admin/sources/sources.[format]': { see: 'source.see' },
  '/admin/sources/[world]/[source]': { see: 'source.see' },
  '/admin/quarantine': { see: 'quarantine.see', do: 'quarantine.replay' },
  '/admin/quarantine/quarantine.[format]': { see: 'quarantine.see' },
  '/admin/quarantine/[kid]/[problem]': { see: 'quarantine.see', do: 'quarantine.replay' },
  '/admin/quarantine/events/[id]': { see: 'quarantine.see', do: 'quarantine.replay' },
  '/admin/worlds': { see: 'source.see' },
  '/admin/worlds/worlds.[format]': { see: 'source.see' },
  '/admin/drills': { see: 'drill.see', do: 'drill.run' },
  '/admin/drills/drills.[format]': { see: 'drill.see' },
  '/admin/drills/[id]': { see: 'drill.see', do: 'drill.run' },
  '/admin/drills/[id]/drill.[format]': { see: 'drill.see' },
  '/admin/packs': { see: 'pack.see', do: 'pack.import' },
  '/admin/packs/registry.xlsx': { see: 'pack.see' },
  '/admin/rules': { see: 'rule.see' },
  '/admin/rules/rules.[format]': { see: 'rule.see' },
  '/admin/rules/[rule]': { see: 'rule.see', do: 'rule.test' },
  '/admin/rules/check': { see: 'rule.see', do: 'rule.see' },
  // Who sees what is judged sees what is kept silent.
  '/admin/maintenance': { see: 'rule.see', do: 'maintenance.set', objectOf: inWorld },
  '/admin/maintenance/table.[format]': { see: 'rule.see', objectOf: inWorld },
  '/admin/targets': { see: 'pack.see', do: 'target.set' },
  '/admin/targets/targets.[format]': { see: 'pack.see' },
  '/admin/exclusions': { see: 'exclusion.propose', do: 'exclusion.propose' },
  '/admin/exclusions/exclusions.[format]': { see: 'exclusion.propose' },
  '/admin/exclusions/[id]': { see: 'exclusion.propose', do: 'exclusion.propose' },
  '/admin/audit': { see: 'audit.see', do: 'audit.verify' },
  '/admin/audit/audit.csv': { see: 'audit.see' },
  '/admin/audit/audit.xlsx': { see: 'audit.see' },
};
