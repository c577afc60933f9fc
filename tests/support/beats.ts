/** A heartbeat of a kiosk of the six-unit city, from the source of its kiosks. */
export function aBeat(nr: number, asset = 'K001') {
  return {
    ...{ specversion: '1.0', id: `beat-${nr}`, source: 'urn:six:kiosk', type: 'kiosk.heartbeat', asset },
    ...{ time: new Date().toISOString(), data: { healthy: true, coversS: 60 } },
  };
}

/** Sends events to the door as their sender would; the status of its answer. */
export async function postEvents(ingestUrl: string, token: string, events: readonly object[]): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${ingestUrl}/v1/events`, { method: 'POST', headers, body: JSON.stringify(events) });
  return answer.status;
}
