import { randomUUID } from 'node:crypto';

/** A shell line that sends one event with a new key: a kiosk's heartbeat where the key allows it, else a file's event. */
export function curlExample(options: {
  publicUrl: string;
  token: string;
  key: { source: string; kinds: readonly string[]; assets: readonly string[] };
  now: Date;
}): string {
  const { publicUrl, token, key, now } = options;
  const event = {
    specversion: '1.0',
    id: randomUUID(),
    source: key.source,
    type: 'kiosk.heartbeat',
    time: now.toISOString(),
    asset: (key.assets[0] ?? '*').replace(/^\*$/, 'K*').replace('*', '001'),
    data: { healthy: true, coversS: 60 },
  };
  return [
    `curl -i ${publicUrl}/v1/events`,
    `-H 'Authorization: Bearer ${token}'`,
    `-H 'Content-Type: application/cloudevents+json'`,
    `-d ${key.kinds.includes('kiosk') ? quote(JSON.stringify(event)) : '@event.json'}`,
  ].join(' \\\n    ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
