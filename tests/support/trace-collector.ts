import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const request = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({
        attributes: z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })),
      }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** A span as it was received, with the process that sent it. */
export type ReceivedSpan = {
  readonly process: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
};

/** The smallest collector of traces: OTLP over HTTP, JSON. */
export async function openTraceCollector() {
  const spans: ReceivedSpan[] = [];
  let text = '';
  const server = createServer((asked, response) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      if (asked.url !== '/v1/traces' || asked.headers['content-type'] !== 'application/json') {
        response.writeHead(400).end();
        return;
      }
      const body = Buffer.concat(chunks).toString();
      text += body;
      for (const { resource, scopeSpans } of request.parse(JSON.parse(body)).resourceSpans) {
        const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue;
        spans.push(
          ...scopeSpans.flatMap((scope) => scope.spans).map((span) => ({ ...span, process: String(service) })),
        );
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: (name: string): readonly ReceivedSpan[] => spans.filter((span) => span.name === name),
    /** All that was received. */
    text: (): string => text,
    close: async (): Promise<void> => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

export type TraceCollector = Awaited<ReturnType<typeof openTraceCollector>>;
