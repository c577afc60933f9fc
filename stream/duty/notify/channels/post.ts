import { ending, type Ending } from './channel.ts';

/** What a receiver answered, or how the attempt ended without an answer. */
export type Answered = { readonly status: number; readonly text: string } | { readonly ended: Ending };

const mostAnswerBytes = 4_096;

/**
 * Asks an HTTP receiver once. Without a connection nothing arrived; once the request is under way and no answer comes, it may
 * have. Redirects are refused: what we send is for this receiver alone.
 */
export async function post(
  url: string,
  request: { method: string; headers: Record<string, string>; body: string | null; timeoutMs: number },
): Promise<Answered> {
  const { method, headers, body, timeoutMs } = request;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, { method, headers, body, signal, redirect: 'error' });
    const text = await readSome(answer).catch(() => '');
    return { status: answer.status, text };
  } catch (error) {
    return { ended: endedWithout(error, timeoutMs) };
  }
}

/** What a status means where a receiver says nothing else: 4xx is our fault and stays, except where it says "later". */
export function judgeStatus(status: number, text: string): Ending {
  const answer = `HTTP ${status} ${text}`;
  if (status >= 200 && status < 300) return ending('sent', answer);
  const isLater = status >= 500 || status === 408 || status === 425 || status === 429;
  return ending(isLater ? 'failed' : 'refused', answer);
}

async function readSome(answer: Response): Promise<string> {
  if (!answer.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length >= mostAnswerBytes) break;
  }
  return text.slice(0, mostAnswerBytes);
}

const neverConnected = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...[
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ],
]);

function endedWithout(error: unknown, timeoutMs: number): Ending {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return ending('unknown', `no answer within ${timeoutMs / 1_000} s`);
  }
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = (cause as { code?: unknown } | null)?.code;
  const words = cause instanceof Error ? cause.message : String(cause);
  return ending(typeof code === 'string' && neverConnected.has(code) ? 'failed' : 'unknown', words || String(code));
}
