import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { pushProtocol, type PushTopic } from '#shared/wire/push.ts';
import { ConnectionLimits } from './connection-limits.ts';
import type { JoinedReplay, Replays } from '../replay/replays.ts';
import type { Hub } from './hub.ts';
import type { Opened, Sent } from './opened.ts';
import { readUpgrade, type Credential, type Refusal, type UpgradeRequest } from './read-upgrade.ts';
import { readResync } from './read-resync.ts';
import { closeCodes, Screen, type Transport } from './screen.ts';
import { toReplayScreen } from './to-replay-screen.ts';
import type { AlertReach, TokenCheck } from './token-check.ts';

const pingEveryMs = 20_000;
/** Between two pings; a screen asks for a resync at most now and then. */
const messagesMost = 60;

type Parts = {
  readonly hub: Hub;
  readonly replays: Replays;
  readonly checkToken: TokenCheck;
  readonly publicOrigin: string | undefined;
  readonly recheckEveryMs: number;
  readonly limits: { readonly total: number; readonly perAddress: number };
  /** Answers plain HTTP requests: JSON, or null for a path that is not served. */
  readonly health: (path: string) => { readonly status: 200 | 503; readonly body: object } | null;
};

/** Who was let in, and whose alerts they may see. */
type Allowed = { readonly credential: Credential; readonly reach: AlertReach };

/** A connected screen and what the server must know of it. */
type Connection = {
  readonly socket: WebSocket;
  readonly screen: Screen;
  readonly world: string;
  readonly topics: readonly PushTopic[];
  readonly reach: AlertReach;
  readonly isReplay: boolean;
  readonly credential: Credential;
  isAlive: boolean;
  messages: number;
};

/** The WebSocket door for screens on the loopback: who may come in, who must go, and nothing of what is sent. */
export class PushServer {
  readonly #parts: Parts;
  readonly #limits: ConnectionLimits;
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  readonly #connections = new Set<Connection>();
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #sent: Sent = { frames: 0, bytes: 0, cutScreens: 0 };

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#limits = new ConnectionLimits(parts.limits);
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: 4096,
      // Agreed on for `Frame`'s sake, which deflates once for all; ws itself never compresses here.
      perMessageDeflate: { serverNoContextTakeover: true, clientNoContextTakeover: true },
      handleProtocols: () => pushProtocol,
    });
    this.#http = createServer(
      { requestTimeout: 10_000, headersTimeout: 5_000, keepAliveTimeout: 5_000 },
      (request, response) => {
        const answer = parts.health((request.url ?? '').split('?', 1)[0] ?? '');
        response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json', 'cache-control': 'no-store' });
        response.end(JSON.stringify(answer?.body ?? { title: 'no such path' }));
      },
    );
    this.#http.maxConnections = parts.limits.total + 64;
    this.#http.on('upgrade', (request, socket, head) => void this.#admit(request, socket, head));
    this.#timers = [
      setInterval(() => {
        this.#ping();
      }, pingEveryMs),
      setInterval(() => void this.recheck(), parts.recheckEveryMs),
    ];
  }

  get screens(): number {
    return this.#connections.size;
  }

  /** Screens that are owed what they could not be sent. */
  get screensBehind(): number {
    return [...this.#connections].filter(({ screen }) => screen.isOwed).length;
  }

  /** What was sent since the start. */
  get sent(): Readonly<Sent> {
    return this.#sent;
  }

  /** Listens on the loopback; returns the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return (this.#http.address() as AddressInfo).port;
  }

  /** Tells every screen to come back later, and ends within a second. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    const closed = new Promise<void>((resolve) => {
      this.#http.close(() => {
        resolve();
      });
    });
    for (const { screen } of this.#connections) screen.close(closeCodes.goingAway, 'server going away');
    this.#http.closeIdleConnections();
    const cutOff = setTimeout(() => {
      for (const { socket } of this.#connections) socket.terminate();
      this.#http.closeAllConnections();
    }, 1_000);
    await closed;
    clearTimeout(cutOff);
  }

  /** A revoked token ends its screens; with the database away those who are in stay in. */
  async recheck(): Promise<void> {
    await Promise.all(
      [...this.#connections].map(async ({ screen, credential, world, topics, reach, isReplay }) => {
        const verdict = await this.#parts.checkToken(credential, { world, topics, isReplay });
        const isOther =
          typeof verdict === 'object' && (verdict.unit !== reach.unit || verdict.isNameless !== reach.isNameless);
        if (verdict === 'refused' || isOther) screen.close(closeCodes.notAllowed, 'not allowed any more');
      }),
    );
  }

  async #admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    const { url = '/', headers } = request;
    const asked = readUpgrade(
      { url, headers, remoteAddress: request.socket.remoteAddress ?? '' },
      this.#parts.publicOrigin,
    );
    if ('status' in asked) {
      refuse(socket, asked);
      return;
    }
    const leave = this.#limits.enter(asked.address);
    if (typeof leave === 'string') {
      refuse(
        socket,
        leave === 'total'
          ? { status: 503, title: 'too many screens' }
          : { status: 429, title: 'too many screens from one address' },
      );
      return;
    }
    socket.once('close', leave);
    const allowed = await this.#findAllowed(asked);
    if ('status' in allowed) refuse(socket, allowed);
    else if (asked.replay && !this.#parts.replays.hasRoom({ asked: asked.replay, holder: holderOf(allowed) }))
      refuse(socket, { status: 503, title: 'too many replays at once' });
    else if (!socket.destroyed) {
      this.#sockets.handleUpgrade(request, socket, head, (opened) => {
        this.#connect({ socket: opened, stream: socket }, asked, allowed);
      });
    }
  }

  async #findAllowed({ credentials, world, topics, replay }: UpgradeRequest): Promise<Allowed | Refusal> {
    let isUnknown = false;
    for (const credential of credentials) {
      const verdict = await this.#parts.checkToken(credential, { world, topics, isReplay: replay !== null });
      if (typeof verdict === 'object') return { credential, reach: verdict };
      isUnknown ||= verdict === 'unknown';
    }
    if (isUnknown) return { status: 503, title: 'cannot check who you are now; try again' };
    return { status: 401, title: 'not logged in, or the token is not valid for this world or these topics' };
  }

  #connect({ socket, stream }: Opened, asked: UpgradeRequest, allowed: Allowed): void {
    const { world, isProbe, topics, replay } = asked;
    const { credential, reach } = allowed;
    const screen = new Screen(toTransport({ socket, stream }, this.#sent), { isProbe, topics });
    const seen = { world, topics, reach, isReplay: replay !== null };
    const connection: Connection = { socket, screen, ...seen, credential, isAlive: true, messages: 0 };
    socket.on('error', () => {
      socket.terminate();
    });
    socket.on('pong', () => (connection.isAlive = true));
    const joined = this.#join({ socket, stream }, connection, asked);
    socket.on('message', (data, isBinary) => {
      const topic = isBinary ? null : readResync((data as Buffer).toString());
      connection.messages++;
      if (topic && connection.messages <= messagesMost) joined.restart(topic);
      else {
        screen.close(closeCodes.protocol, topic ? 'too many messages' : 'not understood');
        // What it goes on sending until it is cut would cost everybody else.
        socket.pause();
      }
    });
    this.#connections.add(connection);
    socket.on('close', () => {
      this.#connections.delete(connection);
      joined.leave();
    });
  }

  /** A screen of the present joins the others; one of the past is the only one that sees it. */
  #join(opened: Opened, { screen, world, topics, reach, credential }: Connection, asked: UpgradeRequest): JoinedReplay {
    const { hub, replays } = this.#parts;
    if (asked.replay) {
      const wish = { asked: asked.replay, holder: holderOf({ credential }), world, topics };
      return replays.join(wish, toReplayScreen(opened, screen, this.#sent));
    }
    const leave = hub.join(screen, { world, topics, reach }, asked.rate);
    return {
      leave,
      restart: (topic) => {
        screen.restart(topic);
        hub.wake(world);
      },
    };
  }

  #ping(): void {
    for (const connection of this.#connections) {
      connection.messages = 0;
      if (!connection.isAlive) connection.socket.terminate();
      connection.isAlive = false;
      if (connection.socket.readyState === connection.socket.OPEN) connection.socket.ping();
    }
  }
}

function holderOf({ credential }: Pick<Allowed, 'credential'>): string {
  return `${credential.kind} ${credential.token}`;
}

/** Frames are made here and written past ws; it writes only pings, pongs and the close between them. */
function toTransport({ socket, stream }: Opened, sent: Sent): Transport {
  return {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    takesDeflated: socket.extensions.includes('permessage-deflate'),
    write: (frame) => {
      if (socket.readyState !== socket.OPEN) return;
      sent.frames++;
      sent.bytes += frame.length;
      stream.write(frame);
    },
    close: (code, reason) => {
      if (code === closeCodes.tooSlow) sent.cutScreens++;
      socket.close(code, reason);
    },
    terminate: () => {
      socket.terminate();
    },
  };
}

function refuse(socket: Duplex, { status, title }: Refusal): void {
  const body = JSON.stringify({ type: 'about:blank', status, title });
  const head = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    ...(status === 503 || status === 429 ? ['Retry-After: 5'] : []),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
