import type { IncomingHttpHeaders } from 'node:http';
import { pushProtocol, pushTopics, type PushTopic } from '#shared/wire/push.ts';
import { replayAsked, type ReplayAsked } from '#shared/wire/replay.ts';
import { worldName } from '#shared/wire/world.ts';
import { toRate, type PushRate } from './rate.ts';
import { usualTopics } from './screen.ts';

/** What proves who asks: a session or a wall token in a cookie, or a wall token in the Authorization header. */
export type Credential = { readonly kind: 'session' | 'wall'; readonly token: string };

/** A request to become a screen, understood. */
export type UpgradeRequest = {
  readonly world: string;
  readonly rate: PushRate;
  readonly isProbe: boolean;
  readonly topics: readonly PushTopic[];
  /** The past is asked for; null: the present. */
  readonly replay: ReplayAsked | null;
  readonly credentials: readonly Credential[];
  /** Whom connections are counted against; null for a program on this machine that came without the proxy. */
  readonly address: string | null;
};

/** Why not, as an HTTP answer. */
export type Refusal = { readonly status: 400 | 401 | 403 | 404 | 429 | 503; readonly title: string };

type Request = { readonly url: string; readonly headers: IncomingHttpHeaders; readonly remoteAddress: string };

const cookies: Readonly<Record<string, Credential['kind']>> = {
  vonglau_session: 'session',
  '__Host-vonglau_session': 'session',
  vonglau_wall: 'wall',
  '__Host-vonglau_wall': 'wall',
};

/** Reads the request of a screen: what it wants to see, whether its page may ask, and with what it proves who it is. */
export function readUpgrade(request: Request, publicOrigin: string | undefined): UpgradeRequest | Refusal {
  const wanted = readWanted(request);
  if ('status' in wanted) return wanted;
  const credentials = readCredentials(request.headers, publicOrigin);
  if ('status' in credentials) return credentials;
  return { ...wanted, credentials, address: readAddress(request) };
}

function readWanted({
  url,
  headers,
}: Request): Pick<UpgradeRequest, 'world' | 'rate' | 'isProbe' | 'topics' | 'replay'> | Refusal {
  const { pathname, searchParams } = new URL(url, 'http://live');
  if (pathname !== '/live') return { status: 404, title: 'no such path; screens connect at /live' };
  const world = worldName.safeParse(searchParams.get('world') ?? 'live');
  if (!world.success) return { status: 400, title: 'world: live, sim:<run>, replay:<run> or drill:<id>' };
  const hz = Number(searchParams.get('hz') ?? '5');
  if (!(hz >= 1 && hz <= 50)) return { status: 400, title: 'hz: 1 to 50' };
  const offered = headers['sec-websocket-protocol']?.split(',').map((name) => name.trim());
  if (!offered?.includes(pushProtocol))
    return { status: 400, title: `subprotocol: this server speaks ${pushProtocol}` };
  const topics = readTopics(searchParams.get('topics'));
  if (!topics) return { status: 400, title: `topics: of ${pushTopics.join(', ')}` };
  const replay = readReplay(searchParams);
  if (replay && 'status' in replay) return replay;
  return { world: world.data, rate: toRate(hz), isProbe: searchParams.get('probe') === '1', topics, replay };
}

function readReplay(params: URLSearchParams): ReplayAsked | Refusal | null {
  const at = params.get('replay');
  if (at === null) return null;
  const [speed, session, turn] = ['speed', 'session', 'turn'].map((name) => params.get(name) ?? undefined);
  const asked = replayAsked.safeParse({ at, speed: speed ?? '1', session, turn: turn ?? '0' });
  return asked.success
    ? asked.data
    : { status: 400, title: asked.error.issues[0]?.message ?? 'replay: not understood' };
}

/** Each once, in one order; undefined where one is not known. */
function readTopics(text: string | null): readonly PushTopic[] | undefined {
  if (text === null) return usualTopics;
  const asked = text.split(',');
  const known = pushTopics.filter((topic) => asked.includes(topic));
  return known.length === asked.length ? known : undefined;
}

/**
 * A token in the Authorization header speaks for itself: no page can set one. A cookie is brought along by any page, so
 * the page's Origin must be ours: what the public process saw as its own (`x-vonglau-origin`; live listens on the
 * loopback only, and no page can set that either), or the configured one.
 */
function readCredentials(headers: IncomingHttpHeaders, publicOrigin: string | undefined): Credential[] | Refusal {
  const bearer = /^Bearer (\S{1,512})$/.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return [{ kind: 'wall', token: bearer }];
  const own = headerOf(headers, 'x-vonglau-origin') ?? publicOrigin;
  if (own === undefined || headers.origin !== own) return { status: 403, title: 'origin not allowed' };
  const credentials = readCookies(headers.cookie);
  return credentials.length > 0 ? credentials : { status: 401, title: 'log in, or bring a wall token' };
}

function readAddress({ headers, remoteAddress }: Request): string | null {
  const forwarded = headerOf(headers, 'x-forwarded-for')?.split(',').at(-1)?.trim();
  return forwarded ?? (isLoopback(remoteAddress) ? null : remoteAddress);
}

function readCookies(header = ''): Credential[] {
  const found: Credential[] = [];
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    const kind = cookies[pair.slice(0, at).trim()];
    const token = pair.slice(at + 1).trim();
    if (at > 0 && kind && token !== '' && token.length <= 512) found.push({ kind, token });
  }
  return found;
}

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.replace('::ffff:', '').startsWith('127.');
}
