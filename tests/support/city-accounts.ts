import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/** Somebody with an account of the city, by the name they type. */
export type CityAccount = { readonly name: string; readonly groups: readonly string[] };

/**
 * A real OpenID Connect provider on the loopback, under another site's name than the system's pages, whose login form
 * takes any password. `accounts` may be changed while it runs.
 */
export async function openCityAccounts() {
  const accounts = new Map<string, CityAccount>();
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the provider has no port');
  const issuer = `http://localhost:${address.port}`;
  return {
    ...{ issuer, accounts, clientId: 'vonglau', secret: 'a-secret-of-the-test' },
    /** Takes logins for the pages at `origin` from now on. */
    serve: (origin: string): void => {
      const provider = new Provider(issuer, {
        clients: [
          {
            ...{ client_id: 'vonglau', client_secret: 'a-secret-of-the-test' },
            ...{ redirect_uris: [`${origin}/login/city/back`], grant_types: ['authorization_code'] },
          },
        ],
        pkce: { required: () => true },
        claims: { openid: ['sub'], profile: ['preferred_username', 'groups'] },
        cookies: { keys: ['a key of the test'] },
        findAccount: (_context, id) => {
          const account = accounts.get(id);
          if (!account) return undefined;
          const { name, groups } = account;
          return { accountId: id, claims: () => ({ sub: id, preferred_username: name, groups: [...groups] }) };
        },
      });
      const answer = provider.callback();
      server.on('request', (request, response) => void answer(request, response));
    },
    close: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
}
