import type { Browser, Page } from 'playwright-core';

/** Half of what a test may take: it logs in twice at most. */
const longestMs = 50_000;

/**
 * Asks for a page in a new browser context and logs in with the city's account, up to the page of ours that one is sent back
 * to. When that takes too long it tells how far it came.
 */
export async function logInByCity(browser: Browser, way: { address: string; person: string }): Promise<Page> {
  let stood = 'no page yet';
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new Error(`the login of ${way.person} came as far as: ${stood}`));
  }, longestMs);
  const walk = async (): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    page.on('framenavigated', (frame) => (stood = frame.url().split('?')[0] ?? ''));
    await page.goto(way.address);
    await page.getByRole('link', { name: 'Đăng nhập bằng tài khoản thành phố' }).click();
    await page.getByPlaceholder('Enter any login').fill(way.person);
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${new URL(way.address).origin}/**`);
    return page;
  };
  try {
    return await Promise.race([walk(), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
