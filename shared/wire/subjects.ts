/**
 * Every NATS name in one place. A city is one shard: its code is in every stream, subject and bucket, so that many
 * cities (and many tests) share one server without meeting.
 */
export function subjectsOf(city: string) {
  const upper = city.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
  return {
    /** The log: one message is one frame, a JSON array of accepted events in arrival order. */
    events: `events.${city}`,
    eventsStream: `EVENTS_${upper}`,
    /** Roll-up rows changed by one commit of the writer; see `counts.ts`. Core NATS, not stored. */
    counts: `counts.${city}`,
    /** Alerts and incidents changed by one commit of the duty process; see `duty.ts`. Core NATS, not stored. */
    alerts: `alerts.${city}`,
    /** Sealed refused events; only ingest can open them. */
    quarantine: `quarantine.${city}`,
    quarantineStream: `QUARANTINE_${upper}`,
    /** Request and reply to the process that owns the matter; see `commands.ts`. */
    command: (owner: 'office' | 'ingest' | 'live' | 'writer' | 'duty', verb: string) => `cmd.${city}.${owner}.${verb}`,
    /** Said by the office when somebody has lost a right: whoever holds connections open looks at them again. Not stored. */
    recheck: `recheck.${city}`,
    /** Asked by the door, answered by the writer from the database; see `receipts.ts`. */
    receipts: `receipts.${city}`,
    /** What the door needs of the registry, as JSON documents; see `registry.ts`. */
    registryBucket: `registry_${upper}`,
  } as const;
}

export type Subjects = ReturnType<typeof subjectsOf>;
