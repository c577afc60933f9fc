import type { ConnectionOptions } from '@nats-io/transport-node';

/**
 * What the client is told of an address: `nats://name:password@host:4222`, or several with commas between them and one
 * name and password. The client itself would drop what stands before the host.
 */
export function natsAddress(url: string): Pick<ConnectionOptions, 'servers' | 'user' | 'pass'> {
  const addresses = url.split(',').map((part) => part.trim());
  const [, user, pass] = addresses.map((address) => SECURED.exec(address)).find((found) => found !== null) ?? [];
  return {
    servers: addresses.map((address) => address.replace(SECURED, (all) => /^[a-z]+:\/\//.exec(all)?.[0] ?? '')),
    ...(user !== undefined && { user: decodeURIComponent(user), pass: decodeURIComponent(pass ?? '') }),
  };
}

const SECURED = /^(?:[a-z]+:\/\/)?([^:@/]+)(?::([^@/]*))?@/;
