import { Agent, request } from 'node:http';

/** What the door said to one request. */
export type DoorAnswer = {
  readonly status: number;
  readonly retryAfterS: number | null;
  readonly items: readonly { readonly id?: string; readonly verdict: string; readonly problem?: unknown }[];
  readonly text: string;
};

const timeoutMs = 15_000;

/** Opens a sender's connections to the door; a request that breaks off or hangs rejects. */
export function openPost(doorUrl: string, token: string) {
  const agent = new Agent({ keepAlive: true });
  const address = new URL('/v1/events', doorUrl);
  return {
    post: (events: readonly object[]): Promise<DoorAnswer> =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify(events);
        const sent = request(address, {
          ...{ method: 'POST', agent, timeout: timeoutMs },
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/cloudevents-batch+json',
            'content-length': Buffer.byteLength(body),
          },
        });
        sent.once('timeout', () => sent.destroy(new Error('no answer in time')));
        sent.once('error', reject);
        sent.once('response', (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.once('error', reject);
          response.once('end', () => {
            const wait = response.headers['retry-after'];
            const answered = {
              status: response.statusCode ?? 0,
              retryAfterS: wait === undefined ? null : Number(wait),
            };
            resolve({ ...answered, items: itemsOf(text), text });
          });
        });
        sent.end(body);
      }),
    close: (): void => {
      agent.destroy();
    },
  };
}

function itemsOf(text: string): DoorAnswer['items'] {
  try {
    return (JSON.parse(text) as Partial<DoorAnswer>).items ?? [];
  } catch {
    return [];
  }
}
