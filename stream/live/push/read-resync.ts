import { z } from 'zod';
import { pushTopics, type ClientMessage, type PushTopic } from '#shared/wire/push.ts';

const clientMessage: z.ZodType<ClientMessage> = z.strictObject({
  type: z.literal('resync'),
  topic: z.enum(pushTopics),
});

/** The topic a screen asks to start over; null when its message is anything else. */
export function readResync(text: string): PushTopic | null {
  try {
    return clientMessage.parse(JSON.parse(text)).topic;
  } catch {
    return null;
  }
}
