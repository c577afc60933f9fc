import { WebSocket, type ClientOptions } from 'ws';
import type { CountRow } from '#shared/wire/counts.ts';
import type { AlertView } from '#shared/wire/duty.ts';
import { pushProtocol, type AssetView, type PushTopic, type ServerMessage } from '#shared/wire/push.ts';
import { waitFor } from '../../support/wait-for.ts';

type TestScreenOptions = {
  readonly world?: string;
  readonly hz?: number;
  readonly probe?: boolean;
  readonly deflate?: boolean;
  readonly topics?: string;
  /** Whatever else is asked for. */
  readonly query?: Readonly<Record<string, string>>;
} & ({ readonly token: string } | { readonly session: string; readonly origin: string });

/** A screen by the book: applies what follows on what it holds, and keeps count of what does not. */
export class TestScreen {
  readonly socket: WebSocket;
  readonly messages: ServerMessage[] = [];
  readonly assets = new Map<string, AssetView>();
  readonly rows = new Map<string, CountRow>();
  readonly alerts = new Map<number, AlertView>();
  readonly held: Record<PushTopic, { epoch: string; offset: number } | null> = {
    ...{ state: null, counts: null, alerts: null },
  };
  gaps = 0;
  closedWith: number | null = null;

  constructor(
    port: number,
    { world = 'live', hz = 50, probe = false, deflate = true, topics, query: more, ...who }: TestScreenOptions,
  ) {
    const query = new URLSearchParams({
      world,
      hz: String(hz),
      ...(probe && { probe: '1' }),
      ...(topics && { topics }),
      ...more,
    });
    const url = `ws://127.0.0.1:${String(port)}/live?${query.toString()}`;
    this.socket = new WebSocket(url, pushProtocol, {
      ...('token' in who
        ? { headers: { authorization: `Bearer ${who.token}` } }
        : { headers: { cookie: `vonglau_session=${who.session}` }, origin: who.origin }),
      perMessageDeflate: deflate,
    });
    this.socket.on('message', (data) => {
      this.#apply(JSON.parse((data as Buffer).toString()) as ServerMessage);
    });
    this.socket.on('close', (code) => (this.closedWith = code));
    this.socket.on('error', () => undefined);
  }

  resync(topic: PushTopic): void {
    this.socket.send(JSON.stringify({ type: 'resync', topic }));
  }

  ofType<Type extends ServerMessage['type']>(type: Type): Extract<ServerMessage, { type: Type }>[] {
    return this.messages.filter((message): message is Extract<ServerMessage, { type: Type }> => message.type === type);
  }

  /** Waits until what is held of a topic stands at `offset` or later. */
  async reaches(topic: PushTopic, offset: number): Promise<void> {
    await waitFor(`${topic} at ${String(offset)}`, () => (this.held[topic]?.offset ?? -1) >= offset);
  }

  close(): void {
    this.socket.close();
  }

  #apply(message: ServerMessage): void {
    this.messages.push(message);
    if (message.type === 'snapshot') {
      this.held[message.topic] = { epoch: message.epoch, offset: message.offset };
      if (message.topic === 'state') this.assets.clear();
      else if (message.topic === 'counts') this.rows.clear();
      else this.alerts.clear();
    } else if (message.type === 'delta') {
      const held = this.held[message.topic];
      if (held?.epoch !== message.epoch || held.offset !== message.from) {
        this.gaps++;
        return;
      }
      this.held[message.topic] = { epoch: message.epoch, offset: message.to };
    } else return;
    if (message.topic === 'state') for (const asset of message.assets) this.assets.set(asset.asset, asset);
    else if (message.topic === 'counts') {
      for (const row of message.rows) this.rows.set(row.slice(0, 6).join('|'), row);
    } else for (const alert of message.alerts) this.alerts.set(alert.id, alert);
  }
}

/** The HTTP status an upgrade is answered with: 101 when it is let in (and closed again). */
export async function tryUpgrade(
  port: number,
  options: ClientOptions,
  path = '/live?world=live&hz=5',
  protocol = pushProtocol,
): Promise<number> {
  return await new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${String(port)}${path}`, protocol, options);
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (request, response) => {
      response.resume();
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => undefined);
  });
}
