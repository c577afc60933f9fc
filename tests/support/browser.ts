import { chromium, type Browser } from 'playwright-core';
import { softwareGraphics } from '../../infra/screenshot/take-picture.ts';

/**
 * Starts the browser of a test; it finds no other machine by name. What a page would ask of one, as the login page of the
 * provider in these tests does for its letters, is refused at once: where a network swallows it instead, a page is drawn
 * only half a minute later.
 */
export function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-dev-shm-usage', ...softwareGraphics],
      ...['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost', ...more],
    ],
  });
}
