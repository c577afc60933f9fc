import type { MaintenanceTold, ShelfTold } from '#shared/wire/alert-commands.ts';
import type { AlertView } from '#shared/wire/duty.ts';
import { formatTable } from '../office/format-table.ts';

/** Alerts as a table. */
export function describeAlerts(alerts: readonly AlertView[]): string {
  const rows = alerts.map((alert) => {
    const { id, version, priority, rule, target, condition, openedAt, closedAt, value, incident } = alert;
    return [
      ...[String(id), String(version), priority, rule, target === '' ? '-' : target, condition],
      ...[toMinute(openedAt), closedAt === null ? '-' : toMinute(closedAt), value === null ? '-' : String(value)],
      ...[whyQuiet(alert), whoHasIt(alert), incident === null ? '-' : String(incident), alert.name.en],
    ];
  });
  const headings = ['ID', 'VERSION', 'PRIORITY', 'RULE', 'TARGET', 'CONDITION', 'OPENED', 'CLOSED', 'VALUE'];
  return formatTable([...headings, 'SILENT', 'ACKNOWLEDGED', 'INCIDENT', 'NAME'], rows);
}

/** What is put aside, as a table. */
export function describeShelves(shelves: readonly ShelfTold[]): string {
  const rows = shelves.map(({ id, rule, target, by, at, until, oneShot, endedAt, alerts, reason }) => [
    ...[String(id), rule, target ?? 'everywhere', by, toMinute(at), toMinute(until), oneShot ? 'once' : 'until then'],
    ...[endedAt === null ? '-' : toMinute(endedAt), String(alerts.length), reason],
  ]);
  return formatTable(['ID', 'RULE', 'TARGET', 'BY', 'AT', 'UNTIL', 'HOW LONG', 'ENDED', 'ALERTS', 'REASON'], rows);
}

/** Maintenance windows as a table. */
export function describeMaintenance(windows: readonly MaintenanceTold[]): string {
  const rows = windows.map(({ id, scope, from, to, weekly, by, isOn, endedAt, alerts, reason }) => [
    ...[String(id), isOn ? 'on' : endedAt === null ? 'to come' : 'ended', toMinute(from), toMinute(to), weekly ?? '-'],
    ...[
      Object.entries(scope)
        .map(([name, list = []]) => `${name}: ${list.join(',')}`)
        .join('; ') || 'everything',
    ],
    ...[by, String(alerts.length), reason],
  ]);
  return formatTable(['ID', 'STATE', 'FROM', 'TO', 'WEEKLY', 'SCOPE', 'BY', 'ALERTS', 'REASON'], rows);
}

function whyQuiet({ silencing, suppression, isLate }: AlertView): string {
  if (silencing) return `${silencing.kind} ${silencing.id}`;
  if (suppression.why === 'inhibited') return `explained by ${suppression.by}`;
  if (suppression.why !== 'none') return suppression.why;
  return isLate ? 'found late' : '-';
}

function whoHasIt({ acknowledgement }: AlertView): string {
  return acknowledgement ? `${acknowledgement.by} until ${toMinute(acknowledgement.until)}` : '-';
}

function toMinute(at: string): string {
  return `${at.slice(0, 16)}Z`;
}
