import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import type { CommandAnswer } from '#shared/wire/commands.ts';

/** How far live has come; who wants to see an event's effect waits until `stateOffset` reaches its frame. */
export type LivePositions = {
  readonly stateOffset: number;
  readonly epoch: string;
  /** Whether everything that was in the log at the last start of reading has been applied. */
  readonly caughtUp: boolean;
  readonly checkpointOffset: number;
  readonly poison: number;
  readonly missingFrames: number;
  readonly screens: number;
};

/** Answers the command `live.positions`. */
export function servePositions(nats: NatsConnection, subject: string, read: () => LivePositions): Subscription {
  return nats.subscribe(subject, {
    callback: (error, message) => {
      if (error) return;
      const answer: CommandAnswer<LivePositions> = { ok: true, value: read() };
      message.respond(JSON.stringify(answer));
    },
  });
}
