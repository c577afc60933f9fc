/** An event as the database holds it: its identity and what its content comes to. */
export type Stored = { readonly id: string; readonly contentHash: string };

/** Everything the oracle looks at, gathered after the faults have ended and the writer has caught up. */
export type Evidence = {
  /** What was claimed: identity to content. */
  readonly claimed: ReadonlyMap<string, string>;
  readonly acked: ReadonlySet<string>;
  readonly stored: readonly Stored[];
  /** Roll-up rows that a recount of the raw events contradicts, and the first of them in words. */
  readonly recount: { readonly different: number; readonly first: string | null };
  /** Per screen that was open throughout: where it differs from what the server tells a new one. */
  readonly screens: readonly { readonly name: string; readonly differences: readonly string[] }[];
  /** Breaks in the chain of the audit trail, and the first of them in words. */
  readonly audit: { readonly broken: number; readonly first: string | null };
  /** Critical alerts of which nobody was told anything, not even that there was nobody to tell. */
  readonly untold: readonly string[];
  /** How long a fresh event took to a screen; null when it never came. */
  readonly freshMs: number | null;
  /** Deliveries the writer found to be repeats. */
  readonly repeated: number;
  /** Fewer acknowledgements than this prove nothing. */
  readonly leastAcked: number;
};

export type Judgement = {
  readonly accepted: number;
  readonly lost: number;
  readonly repeated: number;
  readonly faults: readonly string[];
};

const freshWithinMs = 5_000;

/** The conservation oracle: what was accepted is stored once, unchanged, counted, shown and told; and something was tried at all. */
export function judge(evidence: Evidence): Judgement {
  const { acked, recount, repeated, audit, untold } = evidence;
  const { byId, doubled, unclaimed, changed } = sift(evidence);
  const lost = [...acked].filter((id) => !byId.has(id));
  const stale = evidence.screens.filter(({ differences }) => differences.length > 0);
  const faults = [
    lost.length > 0 && `O1: ${String(lost.length)} accepted events are not stored, first ${String(lost[0])}`,
    unclaimed > 0 && `O2: ${String(unclaimed)} stored events were never sent`,
    doubled > 0 && `O3: ${String(doubled)} events are stored twice`,
    changed > 0 && `O4: ${String(changed)} stored events differ from what was sent`,
    recount.different > 0 && `O5: ${String(recount.different)} roll-up rows are wrong: ${recount.first ?? ''}`,
    ...stale.map(({ name, differences }) => `O6: ${name} shows what is not so: ${differences.slice(0, 3).join('; ')}`),
    faultOfFresh(evidence.freshMs),
    untold.length > 0 && `O8: ${String(untold.length)} critical alerts have no notice, first ${String(untold[0])}`,
    audit.broken > 0 && `O9: the audit trail is broken in ${String(audit.broken)} places: ${audit.first ?? ''}`,
    acked.size < evidence.leastAcked && `O10: void, only ${String(acked.size)} events were accepted`,
    repeated === 0 && 'O10: void, nothing was ever delivered twice',
  ].filter((fault) => fault !== false);
  return { accepted: acked.size, lost: lost.length, repeated, faults };
}

/** The stored events by identity, and how many of them should not be there as they are. */
function sift({ claimed, stored }: Evidence) {
  const byId = new Map<string, string>();
  const wrong = { doubled: 0, unclaimed: 0, changed: 0 };
  for (const { id, contentHash } of stored) {
    if (byId.has(id)) wrong.doubled += 1;
    byId.set(id, contentHash);
    const expected = claimed.get(id);
    if (expected === undefined) wrong.unclaimed += 1;
    else if (expected !== contentHash) wrong.changed += 1;
  }
  return { byId, ...wrong };
}

function faultOfFresh(freshMs: number | null): string | false {
  if (freshMs === null) return 'O7: a fresh event reached no screen';
  return freshMs > freshWithinMs && `O7: a fresh event took ${String(Math.round(freshMs))} ms to a screen`;
}
