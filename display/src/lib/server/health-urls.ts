import { z } from 'zod';

const message = 'must be written as name=http://host:port,name=http://host:port';

/** `writer=http://127.0.0.1:4001,live=…` as a map from the process's name to its address without a closing slash. */
export const healthUrls = z
  .string()
  .default('')
  .transform((text, context): ReadonlyMap<string, string> => {
    const urls = new Map<string, string>();
    for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
      const [, name, address] = /^\s*([a-z][a-z0-9-]*)=(\S+)\s*$/.exec(pair) ?? [];
      const url = address === undefined ? null : URL.parse(address);
      if (name === undefined || (url?.protocol !== 'http:' && url?.protocol !== 'https:')) {
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }
      urls.set(name, url.href.replace(/\/+$/, ''));
    }
    return urls;
  });
