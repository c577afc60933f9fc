import type { DutyCommand } from './command.ts';

/** Verbs of alerts, shelves and maintenance. */
const ofAlerts: readonly DutyCommand[] = [];

/** Verbs of incidents. */
const ofIncidents: readonly DutyCommand[] = [];

/** Verbs of contacts, rota, notices and shifts. */
const ofPeople: readonly DutyCommand[] = [];

/** Verbs of rules. */
const ofRules: readonly DutyCommand[] = [];

/** Every verb of the duty process, by name. */
export const dutyCommands: ReadonlyMap<string, DutyCommand> = new Map(
  [...ofAlerts, ...ofIncidents, ...ofPeople, ...ofRules].map((command) => [command.verb, command]),
);
