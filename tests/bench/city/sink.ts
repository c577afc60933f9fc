import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * A door that keeps nothing: it answers each batch as the door does when all of it is in the log. What is measured against
 * it is the sender alone.
 */

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const events = JSON.parse(Buffer.concat(chunks).toString()) as unknown[];
    const items = events.map((_, index) => ({ index, verdict: 'accepted' }));
    const text = JSON.stringify({ accepted: events.length, refused: 0, retry: 0, items });
    response.writeHead(202, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
    response.end(text);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
// Who started this went away, or has seen enough.
process.on('disconnect', () => process.exit());
