import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { pushProtocol } from '#shared/wire/push.ts';
import { createRowTables, storeRow } from './peers/store-row.ts';

/*
 * A peer: HTTP in, one transaction per event into the same table with the same indexes, counted once in the same roll-ups,
 * and a message to every screen after each commit. As durable and as exact as ours, and written the way such a thing is
 * written first. It checks nothing, knows no keys, keeps no distributions, and answers after the last commit of a request.
 */

const { databaseUrl, port } = JSON.parse(process.argv[2] ?? '{}') as { databaseUrl: string; port: number };
const calendar = civilCalendar('Asia/Ho_Chi_Minh');
const pool = new pg.Pool({ connectionString: databaseUrl, max: 8, types: pgTypes });
await createRowTables(pool);

const screens = new WebSocketServer({ noServer: true, handleProtocols: () => pushProtocol });
const server = createServer((request, response) => {
  void takeRequest(request).then(
    (items) => response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ items })),
    // A mistake of this program: trying again would not help the generator.
    (error: unknown) => response.writeHead(400).end(JSON.stringify({ title: String(error) })),
  );
});
server.on('upgrade', (request, socket, head) => {
  screens.handleUpgrade(request, socket, head, () => undefined);
});
server.listen(port, '127.0.0.1');
process.on('disconnect', () => process.exit());

async function takeRequest(request: IncomingMessage): Promise<object[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const events = JSON.parse(Buffer.concat(chunks).toString()) as AcceptedEvent[];
  const receivedtime = new Date().toISOString();
  const items: object[] = [];
  for (const [index, event] of events.entries()) {
    await storeRow(pool, calendar, { ...event, unit: '00004', receivedtime, world: 'live' });
    const view = { asset: event.asset, seen: event.time, data: event.data };
    const message = JSON.stringify({ type: 'delta', topic: 'state', assets: [view] });
    for (const screen of screens.clients) screen.send(message);
    items.push({ index, verdict: 'accepted' });
  }
  return items;
}
