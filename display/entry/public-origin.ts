const loopback: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The origin a request was made to, as people type it: the configured one; or, while that is unset or itself loopback,
 * whatever loopback name the request used (one may say localhost, another 127.0.0.1). Null: this host is not ours, which
 * keeps a foreign name that was pointed at us from being served.
 */
export function publicOrigin(configured: string | undefined, host: string | undefined): string | null {
  if (configured !== undefined && !isLoopbackOrigin(configured)) return configured;
  const [, name = ''] = /^(.+?)(?::\d{1,5})?$/.exec(host ?? '') ?? [];
  return loopback.includes(name) ? (URL.parse(`http://${host ?? ''}`)?.origin ?? null) : null;
}

/** Whether an address to listen on is reachable from this machine only. */
export function isLoopbackHost(host: string): boolean {
  return loopback.includes(host.includes(':') ? `[${host}]` : host);
}

function isLoopbackOrigin(origin: string): boolean {
  return loopback.includes(new URL(origin).hostname);
}
