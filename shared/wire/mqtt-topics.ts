/** The only two topics that a key may use at the MQTT door: where it publishes events, and where it is told their verdicts. */
export const mqttTopics = (kid: string) =>
  ({ events: `vonglau/${kid}/events`, verdicts: `vonglau/${kid}/verdicts` }) as const;
