import { chromium } from 'playwright-core';
import type { Browser } from '../servers/chromium.ts';

/** Draws WebGL without a graphics card. */
export const softwareGraphics = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

export type PictureOptions = {
  readonly browser: Browser;
  readonly url: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly waitMs: number;
  readonly signal: AbortSignal;
};

const drawTimeoutMs = 90_000;

/** Writes a PNG of a page; a wall is first waited for until its map is drawn. */
export async function takePicture({
  browser,
  url,
  file,
  width,
  height,
  waitMs,
  signal,
}: PictureOptions): Promise<void> {
  const launched = await chromium.launch({
    executablePath: browser.executablePath,
    args: [...browser.args, ...softwareGraphics],
  });
  const close = (): void => void launched.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    const page = await launched.newPage({ viewport: { width, height } });
    const answer = await page.goto(url, { waitUntil: 'load' });
    if (!answer?.ok()) throw new Error(`${new URL(url).origin} answered ${String(answer?.status() ?? 'nothing')}`);
    if (new URL(page.url()).pathname === '/wall') {
      await page.locator('[data-testid="map"]:not([data-status="opening"])').waitFor({ timeout: drawTimeoutMs });
    }
    await page.waitForTimeout(waitMs);
    await page.screenshot({ path: file, timeout: drawTimeoutMs });
  } finally {
    signal.removeEventListener('abort', close);
    await launched.close();
  }
}
