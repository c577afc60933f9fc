import { isAnnounced } from '#shared/duty/announced.ts';
import type { Standing } from '#shared/duty/lay-over.ts';
import type { MaintenanceWindow, Shelf } from '#shared/duty/silencing.ts';
import { alertShelve, maintenanceSet } from '#shared/wire/alert-commands.ts';
import { alert, at, axes, laid } from './a-desk.ts';
import type { ComparedCase } from './case.ts';

const shelf: Shelf = {
  ...{ id: 7, rule: 'kiosk-silent', target: 'K001', by: 'an', until: at(60), oneShot: false, hasSilenced: false },
};
const window: MaintenanceWindow = { id: 9, scope: {}, from: at(-10), to: at(50), weekly: null };
const silencedBy = (over: Partial<Standing>): string | null => laid(over).alerts[0]?.silencing?.after?.kind ?? null;

/** Of silences, planned work, and what is found late. */
export const quietCases: readonly ComparedCase[] = [
  {
    ...{ about: 'silence', source: 'Alertmanager, silences', ours: 'same' },
    theirs: 'a silence stops notifications; the alert itself goes on',
    got: () => [
      silencedBy({ shelves: [shelf] }),
      isAnnounced({ ...axes, silencing: { kind: 'shelved', id: 7, until: at(60), by: 'an' } }),
    ],
    want: ['shelved', false],
  },
  {
    ...{ about: 'silence', source: 'Alertmanager, silences', ours: 'same' },
    theirs: 'a silence matches by labels: another alert is not touched',
    got: () => silencedBy({ shelves: [{ ...shelf, target: 'K002' }] }),
    want: null,
  },
  {
    ...{
      about: 'silence',
      source: 'Alertmanager, silences',
      ours: 'same: a rule without a target is shelved everywhere',
    },
    theirs: 'a silence with fewer matchers covers more',
    got: () => silencedBy({ shelves: [{ ...shelf, target: null }] }),
    want: 'shelved',
  },
  {
    ...{ about: 'silence', source: 'Alertmanager, silences', ours: 'same' },
    theirs: 'a silence ends at its end by itself',
    got: () => laid({ shelves: [{ ...shelf, until: at(0) }] }).shelvesEnded,
    want: [7],
  },
  {
    ...{ about: 'silence', source: 'Alertmanager, silences' },
    ours: 'different: a shift at most; who needs more must look again',
    theirs: 'a silence may last for any time',
    got: () => alertShelve.safeParse({ rule: 'a', target: null, reason: 'x', forS: 8 * 3_600 + 1 }).success,
    want: false,
  },
  {
    ...{ about: 'silence', source: 'Alertmanager issue 3367' },
    ours: 'different: it is announced the moment the silence ends',
    theirs: 'an alert that fires when its silence ends waits for the next repeat_interval',
    got: () =>
      laid({ alerts: [{ ...alert, silencing: { kind: 'shelved', id: 7, until: at(0), by: 'an' } }] }).alerts[0]
        ?.silencing?.after,
    want: null,
  },
  {
    ...{ about: 'silence', source: 'OPC UA Part 9, OneShotShelve', ours: 'same' },
    theirs: 'a one-shot shelf ends when the alarm returns to normal',
    got: () => laid({ alerts: [], shelves: [{ ...shelf, oneShot: true, hasSilenced: true }] }).shelvesEnded,
    want: [7],
  },
  {
    ...{ about: 'silence', source: 'Zabbix 6.2, manual suppression', ours: 'same' },
    theirs: 'a problem may be suppressed by hand until a time',
    got: () => laid({ shelves: [shelf] }).alerts[0]?.silencing?.after,
    want: { kind: 'shelved', id: 7, until: at(60), by: 'an' },
  },
  {
    ...{ about: 'maintenance', source: 'Zabbix, maintenance with data collection', ours: 'same' },
    theirs: 'problems in maintenance are found and suppressed',
    got: () => silencedBy({ windows: [window] }),
    want: 'maintenance',
  },
  {
    ...{ about: 'maintenance', source: 'Zabbix, maintenance without data collection' },
    ours: 'different: what comes is always taken in and judged; only calling stops',
    theirs: 'data of a host in maintenance may be left uncollected',
    got: () => maintenanceSet.safeParse({ scope: {}, from: at(0), to: at(1), reason: 'x', withoutData: true }).success,
    want: false,
  },
  {
    ...{ about: 'maintenance', source: 'Zabbix, one-time maintenance period', ours: 'same' },
    theirs: 'a period that has not begun suppresses nothing',
    got: () => silencedBy({ windows: [{ ...window, from: at(1) }] }),
    want: null,
  },
  {
    ...{ about: 'maintenance', source: 'Zabbix, weekly maintenance period', ours: 'same' },
    theirs: 'a weekly period is on in its hours only',
    got: () => [
      silencedBy({ windows: [{ ...window, weekly: 'Mo 08:00-10:00' }] }),
      silencedBy({ windows: [{ ...window, weekly: 'Tu 08:00-10:00' }] }),
    ],
    want: ['maintenance', null],
  },
  {
    ...{ about: 'maintenance', source: 'GoAlert, service maintenance mode' },
    ours: 'different: up to a year, because road works and moves last; it is listed as long as it is on',
    theirs: 'maintenance of a service ends by itself within 24 hours',
    got: () => [
      laid({ windows: [{ ...window, to: at(0) }] }).windowsEnded,
      maintenanceSet.safeParse({ scope: {}, from: at(0), to: at(30 * 1_440), reason: 'x' }).success,
    ],
    want: [[9], true],
  },
  {
    ...{ about: 'maintenance', source: 'Alertmanager, mute_time_intervals', ours: 'same' },
    theirs: 'in a mute time an alert is active and not notified',
    got: () => isAnnounced({ ...axes, silencing: { kind: 'maintenance', id: 9, until: null } }),
    want: false,
  },
  {
    ...{ about: 'late', source: 'Prometheus, restart and catching up' },
    ours: 'different: what is found late is recorded and calls nobody unless it still holds',
    theirs: 'after an outage what was missed is not evaluated',
    got: () => [
      isAnnounced({ ...axes, isLate: true }),
      laid({ alerts: [{ ...alert, isLate: true }] }).alerts[0]?.isToldLate,
    ],
    want: [false, true],
  },
];
