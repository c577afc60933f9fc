import { randomBytes } from 'node:crypto';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { openScreen } from '../../support/open-screen.ts';
import { startSystem, type System } from '../../support/system.ts';
import { openTraceCollector, type ReceivedSpan, type TraceCollector } from '../../support/trace-collector.ts';
import { waitFor } from '../../support/wait-for.ts';

const phone = '0912000777';
let database: TestDatabase;
let collector: TraceCollector;
let system: System;

beforeAll(async () => {
  database = await createTestDatabase();
  collector = await openTraceCollector();
  system = await startSystem({
    ...{ ...inject('servers'), databaseUrl: database.databaseUrl, city: randomCity() },
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100' },
  });
});
afterAll(async () => {
  await system.stop();
  await collector.close();
  await database.drop();
});

it('a trace goes on from the sender through frame, commit and screen', async () => {
  const token = await system.createKey({
    ...{ source: 'urn:test:traces', world: 'live', kinds: ['kiosk', 'call'], assets: ['*'] },
  });
  const screen = openScreen(system.liveUrl, system.wallToken);
  await screen.opened;
  const send = async (id: string, traceparent: string | undefined): Promise<void> => {
    const response = await fetch(`${system.ingestUrl}/v1/events`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(traceparent !== undefined && { traceparent }),
      },
      body: JSON.stringify({
        ...{ specversion: '1.0', id, source: 'urn:test:traces', type: 'kiosk.heartbeat', asset: 'K001' },
        ...{ time: new Date().toISOString(), data: { healthy: true, coversS: 60 } },
      }),
    });
    expect(response.status).toBe(202);
  };
  const senders = Array.from({ length: 4 }, () => ({ traceId: hex(16), spanId: hex(8) }));
  await Promise.all(senders.map(({ traceId, spanId }, index) => send(`t${index}`, `00-${traceId}-${spanId}-01`)));
  await send('broken', `00-${phone}`);

  const ofSender = (span: ReceivedSpan): boolean => senders.some(({ traceId }) => traceId === span.traceId);
  const frames = (): readonly ReceivedSpan[] => collector.spans('publish frame').filter(ofSender);
  const requests = (): readonly ReceivedSpan[] => collector.spans('POST /v1/events').filter(ofSender);
  await waitFor('the requests and their frames', () => requests().length === senders.length && frames().length > 0);
  for (const request of requests()) {
    const sender = senders.find(({ traceId }) => traceId === request.traceId);
    expect(request).toMatchObject({ parentSpanId: sender?.spanId, process: 'ingest' });
  }
  // Every request is the parent of a frame, or linked to one.
  const carried = (): string[] =>
    frames().flatMap((frame) => [frame.parentSpanId ?? '', ...frame.links.map(({ spanId }) => spanId)]);
  await waitFor('every request to be carried', () => requests().every(({ spanId }) => carried().includes(spanId)));
  for (const [name, process] of [
    ['count frames', 'writer'],
    ['push delta', 'live'],
  ] as const) {
    const reached = (): string[] =>
      collector.spans(name).flatMap((span) => [span.parentSpanId ?? '', ...span.links.map(({ spanId }) => spanId)]);
    await waitFor(`${name} of every frame`, () => frames().every(({ spanId }) => reached().includes(spanId)));
    const next = collector
      .spans(name)
      .find(({ parentSpanId }) => frames().some(({ spanId }) => spanId === parentSpanId));
    expect(next?.process).toBe(process);
    expect(senders.map(({ traceId }) => traceId)).toContain(next?.traceId);
  }
  screen.close();
  // Nothing of an event, of a sender or of its key, and not what somebody wrote into the header.
  for (const word of ['K001', 'urn:test', token, phone, '"t0"']) expect(collector.text()).not.toContain(word);
});

it('the frame carries its trace in a header of the log, and a tick none', async () => {
  const jsm = await jetstreamManager(system.nats);
  const headers: string[] = [];
  await waitFor('a tick', async () => {
    const seq = headers.length + 1;
    const message = await jsm.direct.getMessage(system.subjects.eventsStream, { seq });
    if (message) headers.push(message.header.get('traceparent'));
    return headers.includes('') && headers.some((header) => header !== '');
  });
  const spans = () => collector.spans('publish frame').map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`);
  // Spans are sent a moment after what they are of.
  await waitFor('the span of every frame', () => headers.every((header) => header === '' || spans().includes(header)));
});

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
