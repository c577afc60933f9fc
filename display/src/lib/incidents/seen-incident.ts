/** Another incident of the same world, as the page shows it to whoever adds to it. */
export type OtherIncident = {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly version: number;
};

/** What a form sends of an incident that was chosen: which, and the version that was seen. */
export function writeSeen({ id, version }: Pick<OtherIncident, 'id' | 'version'>): string {
  return `${String(id)}@${String(version)}`;
}

/** The same, read; what is none is not a number, which its owner refuses. */
export function readSeen(text: string): { readonly id: number; readonly version: number } {
  const [, id, version] = /^(\d+)@(\d+)$/.exec(text) ?? [];
  return { id: Number(id), version: Number(version) };
}
