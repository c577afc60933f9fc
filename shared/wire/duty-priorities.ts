/** The priorities of alerts and incidents, the gravest first. */
export const priorities = ['P1', 'P2', 'P3'] as const;
