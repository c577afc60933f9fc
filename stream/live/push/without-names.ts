import type { AlertView, IncidentView } from '#shared/wire/duty.ts';

type Told = { readonly alerts: readonly AlertView[]; readonly incidents: readonly IncidentView[] };

/** The same without who has it, who put it aside and what they wrote of it: for screens that everybody passes. */
export function withoutNames({ alerts, incidents }: Told): Told {
  return {
    alerts: alerts.map(({ acknowledgement, silencing, ...alert }) => ({
      ...alert,
      acknowledgement: acknowledgement && { ...acknowledgement, by: '' },
      silencing: silencing?.kind === 'shelved' ? { ...silencing, by: '' } : silencing,
    })),
    incidents: incidents.map(({ owner, paused, ...incident }) => ({
      ...incident,
      owner: owner === null ? null : '',
      paused: paused === null ? null : '',
    })),
  };
}
