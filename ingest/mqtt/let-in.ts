import type { AedesOptions, ConnectPacket } from 'aedes';
import type { Log } from '#shared/service/log.ts';
import type { Door } from '../door/door.ts';
import { checkConnect } from './check-connect.ts';
import { mqttLimits } from './limits.ts';
import { endSession, type Session } from './session.ts';

type LettingIn = {
  readonly door: Door;
  readonly sessionOf: (client: Session['client']) => Session;
  /** Open connections of a key. */
  readonly countOf: (kid: string) => number;
  readonly log: Log;
};

/**
 * Answers CONNECT. What trying again cannot mend gets a code; everything else is a connection that ends without an
 * answer, since no code means "later": there are clients that take any of them as the last word and stay away.
 */
export function createLetIn({ door, sessionOf, countOf, log }: LettingIn) {
  return {
    preConnect: (client, packet, done) => {
      const session = sessionOf(client);
      if (!door.registry().senders || door.isClosing()) {
        session.endedBy ??= 'not-ready';
        done(new Error('not ready'), false);
        return;
      }
      session.asked = askedBy(packet);
      packet.clean = true;
      done(null, true);
    },
    authenticate: (client, username, password, done) => {
      const session = sessionOf(client);
      const { senders = new Map() } = door.registry();
      const verdict = checkConnect({ ...session.asked, username, password }, senders, door.now());
      if ('returnCode' in verdict) {
        const { returnCode, why } = verdict;
        session.endedBy ??= 'refused';
        log.debug({ code: returnCode, why }, 'an MQTT connection was refused');
        done(Object.assign(new Error(why), { returnCode }), null);
        return;
      }
      const { kid } = verdict.sender.key;
      if (countOf(kid) >= mqttLimits.connectionsPerKey) {
        endSession(session, 'crowd');
        return;
      }
      session.kid = kid;
      // Within its key: nobody can end the connection of another key by taking its name.
      client.id = `${kid}/${client.id}`;
      session.onKnown();
      done(null, true);
    },
  } satisfies AedesOptions;
}

function askedBy({ clientId, keepalive, will }: ConnectPacket): Session['asked'] {
  return { clientId, keepaliveS: keepalive ?? 0, hasWill: will !== undefined };
}
