/** What people call a task: `NV-12`, or `SC-4.7` for the seventh task there is, which is one of incident SC-4. */
export function taskNumber(id: number): string {
  return `NV-${id}`;
}

export function incidentTaskNumber(incident: number, id: number): string {
  return `SC-${incident}.${id}`;
}

/** Where whoever has a task of an incident reads it and reports it done. */
export function incidentTaskPath(id: number): string {
  return `/tasks/incident/${id}`;
}

/** The page that tells all of it. */
export function taskPath(id: number): string {
  return `/tasks/${id}`;
}
