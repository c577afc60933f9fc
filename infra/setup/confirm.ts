import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { CommandIo } from './command.ts';

/** Asks the person on the terminal; true only for "yes". An input that ends, or a stop, is a no. */
export async function confirm(question: string, io: CommandIo): Promise<boolean> {
  const terminal = createInterface({ input: io.stdin, output: io.stdout });
  const closed = once(terminal, 'close').then(() => '');
  try {
    const answer = await Promise.race([terminal.question(`${question} Type "yes": `, { signal: io.signal }), closed]);
    return answer.trim() === 'yes';
  } finally {
    terminal.close();
  }
}
