import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { calm, openLane, type Passage, type Weather } from './fault-lane.ts';

export type Way = 'toServer' | 'toClient';
type Ways = Way | 'both';

type Connection = { readonly reset: () => void; readonly gates: Readonly<Record<Way, Gate>> };

/**
 * A server's address by way of a link that can be made bad in every way a network is. Nothing is done until told;
 * `mend` takes everything back.
 */
export type FaultProxy = Awaited<ReturnType<typeof openFaultProxy>>;

/** Opens a proxy before the server a URL names; `url` is that URL with the proxy's port. */
export async function openFaultProxy(serverUrl: string) {
  const target = new URL(serverUrl);
  const connections = new Set<Connection>();
  const everywhere = { toServer: createGate(), toClient: createGate() };
  let weather = calm;
  let inspect: (way: Way, chunk: Buffer) => Passage = passAll;

  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: Number(target.port), host: target.hostname, allowHalfOpen: true });
    const gates = { toServer: createGate(), toClient: createGate() };
    const reset = (): void => {
      for (const socket of [near, far]) socket.resetAndDestroy();
      for (const gate of Object.values(gates)) gate.open();
    };
    const connection = { reset, gates };
    connections.add(connection);
    const lane = (way: Way, from: Socket, to: Socket): void => {
      from.setNoDelay(true);
      openLane(from, to, {
        weather: () => weather,
        held: () => everywhere[way].passed() ?? gates[way].passed(),
        inspect: (chunk) => inspect(way, chunk),
        reset,
        silence: () => close(gates, 'both'),
      });
    };
    lane('toServer', near, far);
    lane('toClient', far, near);
    let open = 2;
    for (const socket of [near, far]) socket.once('close', () => --open === 0 && connections.delete(connection));
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(serverUrl);
  url.port = String(port);
  const resetAll = (): void => {
    for (const { reset } of connections) reset();
  };
  const cut = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    resetAll();
    await closed;
  };
  const calmDown = (): void => {
    weather = calm;
    inspect = passAll;
    for (const gate of Object.values(everywhere)) gate.open();
    for (const { gates } of connections) for (const gate of Object.values(gates)) gate.open();
  };

  return {
    url: url.href,
    port,
    connections: (): number => connections.size,
    /** Breaks every connection (a reset) and refuses new ones. */
    cut,
    /** Breaks every connection; new ones are let through. */
    resetAll,
    /** Half-open: the connections there are stay, and nothing comes through them any more; new ones work. */
    stall: (ways: Ways = 'both') => {
      for (const { gates } of connections) close(gates, ways);
    },
    /** Nothing comes through, neither on the connections there are nor on new ones, which still open. */
    blackhole: (ways: Ways = 'both') => {
      close(everywhere, ways);
    },
    /** Delays, narrows and slices all that passes from now on. */
    slow: (worse: Partial<Weather>) => {
      weather = { ...calm, ...worse };
    },
    /** Lets so many more bytes pass one way, whatever their connection, then resets the one that sent more. */
    cutAfter: (bytes: number, way: Way = 'toServer'): Promise<void> =>
      new Promise((resolve) => {
        let left = bytes;
        inspect = (found, chunk) => {
          if (found !== way) return passAll(found, chunk);
          left -= chunk.length;
          if (left > 0) return passAll(found, chunk);
          inspect = passAll;
          resolve();
          return { bytes: chunk.length + left, then: 'reset' };
        };
      }),
    /** Swallows the next chunk that matches, and its connection with it; resolves when that has happened. */
    dropOne: (
      matches: (chunk: Buffer) => boolean,
      { way = 'toClient', then = 'reset' }: { way?: Way; then?: 'reset' | 'silence' } = {},
    ): Promise<void> =>
      new Promise((resolve) => {
        inspect = (found, chunk) => {
          if (found !== way || !matches(chunk)) return passAll(found, chunk);
          inspect = passAll;
          resolve();
          return { bytes: 0, then };
        };
      }),
    /** Takes every fault back; connections that were only held go on. */
    mend: async (): Promise<void> => {
      calmDown();
      if (!server.listening) await listen(port);
    },
    close: async (): Promise<void> => {
      await cut();
      calmDown();
    },
  };
}

/** PostgreSQL's answer that a transaction is committed. */
export function isCommitReply(chunk: Buffer): boolean {
  return chunk.includes('C\0\0\0\x0bCOMMIT\0');
}

/** A NATS server's acknowledgement of a stored message. */
export function isPubAck(chunk: Buffer): boolean {
  return chunk.includes('"stream":"') && chunk.includes('"seq":');
}

/** The door's answer that events were taken. */
export function isAcceptedAnswer(chunk: Buffer): boolean {
  return chunk.includes('HTTP/1.1 202');
}

function passAll(_way: Way, chunk: Buffer): Passage {
  return { bytes: chunk.length, then: 'go on' };
}

type Gate = ReturnType<typeof createGate>;

function createGate() {
  let shut: PromiseWithResolvers<void> | undefined;
  return {
    shut: (): void => {
      shut ??= Promise.withResolvers();
    },
    open: (): void => {
      shut?.resolve();
      shut = undefined;
    },
    passed: (): Promise<void> | undefined => shut?.promise,
  };
}

function close(gates: Readonly<Record<Way, Gate>>, ways: Ways): void {
  if (ways !== 'toClient') gates.toServer.shut();
  if (ways !== 'toServer') gates.toClient.shut();
}
