import { ROOT_CONTEXT, SpanKind, trace, TraceFlags, type Context, type SpanContext } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { SpanStart, Tracing } from './tracing.ts';

const mostLinks = 128;
const kinds = { server: SpanKind.SERVER, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const;

/** Traces by the OpenTelemetry SDK; its own environment variables (sampler, headers, batches) hold beside the endpoint. */
export function createTracing(process: string, endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.namespace': 'vonglau', 'service.name': process }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('vonglau');
  return {
    start: ({ name, kind, from = [], startMs, figures }: SpanStart) => {
      const [parent, ...others] = from.map(readTraceparent).filter((context) => context !== undefined);
      const span = tracer.startSpan(
        name,
        {
          kind: kinds[kind],
          links: others.slice(0, mostLinks).map((context) => ({ context })),
          ...(figures && { attributes: figures }),
          ...(startMs !== undefined && { startTime: startMs }),
        },
        toContext(parent),
      );
      return { traceparent: writeTraceparent(span.spanContext()), end: () => span.end() };
    },
    stop: () => provider.shutdown(),
  };
}

/** Reads a `traceparent` (W3C Trace Context, level 1); undefined when it is not one. */
export function readTraceparent(text: string): SpanContext | undefined {
  const found = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/.exec(text);
  const [, traceId = '', spanId = '', flags = ''] = found ?? [];
  if (!found || text.startsWith('ff') || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
}

function writeTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

function toContext(parent: SpanContext | undefined): Context {
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}
