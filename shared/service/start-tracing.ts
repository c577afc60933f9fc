import type { Tracing } from './tracing.ts';

/** Traces to the collector at `endpoint` (OTLP over HTTP), if there is one; only then the SDK is loaded. */
export async function startTracing(
  process: string,
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: { readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined },
): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined;
  const { createTracing } = await import('./otlp-tracing.ts');
  return createTracing(process, endpoint);
}
