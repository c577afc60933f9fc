import { chromium, type Page } from 'playwright-core';
import type { ServerMessage } from '#shared/wire/push.ts';
import type { Browser } from '../servers/chromium.ts';
import type { Change } from './wall-states.ts';

/** Draws WebGL without a graphics card. */
export const softwareGraphics = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

export type Login = { readonly account: string; readonly password: string };

export type PictureOptions = {
  readonly browser: Browser;
  readonly url: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly waitMs: number;
  /** What happens to the feed on its way to the page; without it, nothing. */
  readonly change?: () => Change;
  /** Who looks, where a wall token does not do. */
  readonly login?: Login;
  readonly signal: AbortSignal;
};

const drawTimeoutMs = 90_000;

/** Writes a PNG of a page; a wall is first waited for until its map is drawn. */
export async function takePicture({ browser, signal, ...wanted }: PictureOptions): Promise<void> {
  const launched = await chromium.launch({
    executablePath: browser.executablePath,
    args: [...browser.args, ...softwareGraphics],
  });
  const close = (): void => void launched.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    const { width, height } = wanted;
    await draw(await launched.newPage({ viewport: { width, height } }), wanted);
  } finally {
    signal.removeEventListener('abort', close);
    await launched.close();
  }
}

async function draw(page: Page, wanted: Omit<PictureOptions, 'browser' | 'signal'>): Promise<void> {
  const { url, file, waitMs, change, login } = wanted;
  if (login) await logIn(page, new URL('/login', url), login);
  if (change) await changeFeed(page, change);
  const answer = await page.goto(url, { waitUntil: 'load' });
  if (!answer?.ok()) throw new Error(`${new URL(url).origin} answered ${String(answer?.status() ?? 'nothing')}`);
  const { pathname } = new URL(page.url());
  if (pathname === '/replay')
    await page.locator('[data-testid="wall"][data-link="live"]').waitFor({ timeout: drawTimeoutMs });
  if (['/wall', '/replay'].includes(pathname)) {
    await page.getByTestId('wall').waitFor({ timeout: drawTimeoutMs });
    const opening = page.locator('[data-testid="map"][data-status="opening"]');
    await opening.waitFor({ state: 'detached', timeout: drawTimeoutMs });
  }
  await page.waitForTimeout(waitMs);
  await page.screenshot({ path: file, timeout: drawTimeoutMs });
}

async function logIn(page: Page, url: URL, { account, password }: Login): Promise<void> {
  await page.goto(url.href);
  await page.locator('input[name=account]').fill(account);
  await page.locator('input[name=password]').fill(password);
  await page.locator('form button').last().click();
  await page.waitForURL((now) => now.pathname !== url.pathname, { timeout: drawTimeoutMs });
}

export async function changeFeed(page: Page, makeChange: () => Change): Promise<void> {
  let firstMs: number | undefined;
  await page.routeWebSocket(/\/live\?/, (socket) => {
    // A page that hears nothing connects anew: to what is lost for it that changes nothing.
    const openedMs = (firstMs ??= performance.now());
    const change = makeChange();
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const told = JSON.parse(message.toString()) as ServerMessage;
      for (const one of change(told, performance.now() - openedMs)) socket.send(JSON.stringify(one));
    });
  });
}
