import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser } from './browser.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Login = { readonly account: string; readonly password: string };
type Found = { readonly violations: { id: string; nodes: { html: string }[] }[]; readonly passes: unknown[] };

/** What axe finds wrong with a page as it stands. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations, passes } = await page.evaluate<Found>(`${axeSource}; axe.run(document)`);
  if (passes.length < 10) throw new Error('axe looked at nothing');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Until a page's code runs, or it has none: only then is every press answered, and a choice kept, as the page means it. */
async function untilAlive(page: Page): Promise<void> {
  await page.locator('html[data-page="alive"], html:not(:has(script))').waitFor({ state: 'attached' });
}

/** Every page that is opened or opened anew is alive before anything else is done on it. */
function awaitAlive(page: Page): void {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = async (...asked) => {
    const answer = await goto(...asked);
    await untilAlive(page);
    return answer;
  };
  page.reload = async (...asked) => {
    const answer = await reload(...asked);
    await untilAlive(page);
    return answer;
  };
}

/** Somebody at a desk, logged in, with a browser: opens the pages of the administration and does what they offer. */
export async function openDesk(publicUrl: string, login: Login) {
  const browser = await launchBrowser();
  const complaints: string[] = [];
  const strangers: string[] = [];

  const openNew = async (javaScriptEnabled = true): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled });
    const opened = await context.newPage();
    if (javaScriptEnabled) awaitAlive(opened);
    opened.on('pageerror', (error) => complaints.push(error.message));
    opened.on('console', (message) => {
      if (/content security policy|violates/i.test(message.text())) complaints.push(message.text());
    });
    opened.on('request', (request) => {
      if (!request.url().startsWith(publicUrl) && !request.url().startsWith('data:')) strangers.push(request.url());
    });
    return opened;
  };
  const openAs = async (account: string, password: string, javaScriptEnabled = true): Promise<Page> => {
    const opened = await openNew(javaScriptEnabled);
    await opened.goto(`${publicUrl}/login?next=%2Fsystem`);
    await opened.getByLabel('Tài khoản').fill(account);
    await opened.getByLabel('Mật khẩu').fill(password);
    await opened.getByRole('button', { name: 'Đăng nhập' }).click();
    await opened.waitForURL('**/system');
    return opened;
  };
  const page = await openAs(login.account, login.password);
  const formOf = (action: string): Locator => page.locator(`form[action^="?/${action}"]`);
  const secret = async (): Promise<string> => (await page.locator('[data-secret]').textContent()) ?? '';
  /** What became of an act is where the keyboard then is. */
  const answered = (): Promise<void> => page.locator('#told:focus').waitFor();
  /** Fills in why, and what confirms, and presses the button. */
  const send = async (action: string, reason: string, confirm?: string): Promise<void> => {
    const form = formOf(action);
    await form.getByLabel('Lý do').fill(reason);
    if (confirm !== undefined) await form.getByLabel('Gõ').fill(confirm);
    await form.getByRole('button').click();
  };

  return {
    ...{ page, complaints, strangers, openNew, openAs, formOf, send, answered, secret },
    open: async (path: string): Promise<void> => {
      await page.goto(`${publicUrl}${path}`);
    },
    /** Does an act that succeeds; returns the secret that was told, if any. */
    act: async (action: string, reason: string, confirm?: string): Promise<string> => {
      await send(action, reason, confirm);
      await answered();
      expect(await page.locator('#told').getAttribute('data-told')).toBe('done');
      return (await page.locator('[data-secret]').count()) > 0 ? secret() : '';
    },
    /** What axe finds wrong with the page as it stands. */
    faults: () => faultsOf(page),
    faultsOf,
    close: () => browser.close(),
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
