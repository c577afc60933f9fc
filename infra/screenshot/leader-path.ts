import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Browser } from '../servers/chromium.ts';

type Options = {
  readonly browser: Browser;
  readonly origin: string;
  readonly world: string;
  readonly account: string;
  readonly password: string;
  readonly dir: string;
  readonly onPicture: (file: string) => void;
  readonly signal: AbortSignal;
};

/** What is ordered on the way, as a leader would write it. */
const order = {
  work: 'Cử cán bộ hướng dẫn người dân nộp hồ sơ trực tuyến tại chỗ trong giờ cao điểm',
  responsibility: 'Chủ tịch phường chịu trách nhiệm; Trung tâm Phục vụ hành chính công phối hợp',
  product: 'Báo cáo một trang, số hồ sơ trực tuyến từng ngày',
  note: 'Đề nghị nêu rõ vướng ở thủ tục nào.',
};

/**
 * The three minutes of a leader, picture by picture: the brief, a figure that falls short, the unit behind it, its single records,
 * the order as a draft and as it was given, and the next brief, which has it. An order is given and a brief is issued on the way,
 * so that this is for worlds that reach nobody.
 */
export async function takeLeaderPath({ browser, dir, onPicture, signal, ...way }: Options): Promise<void> {
  if (way.world === 'live') throw new Error('--path leader gives an order on its way: name another world than live');
  mkdirSync(dir, { recursive: true });
  const launched = await chromium.launch({ executablePath: browser.executablePath, args: browser.args });
  const close = (): void => void launched.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    const page = await launched.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(60_000);
    let count = 0;
    await walk(page, way, async (name) => {
      const file = join(dir, `leader-${String((count += 1))}-${name}.png`);
      await page.screenshot({ path: file });
      onPicture(file);
    });
  } finally {
    signal.removeEventListener('abort', close);
    await launched.close();
  }
}

type Way = Pick<Options, 'origin' | 'world' | 'account' | 'password'>;

async function walk(page: Page, way: Way, take: (name: string) => Promise<void>): Promise<void> {
  await page.goto(`${way.origin}/login?next=${encodeURIComponent(`/brief?world=${way.world}`)}`);
  await page.getByLabel('Tài khoản').fill(way.account);
  await page.getByLabel('Mật khẩu').fill(way.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL('**/brief?*');
  await openNewBrief(page, way);
  await take('brief');

  await page.locator('tr[data-standing="behind"] th a, tr[data-kpi] th a').first().click();
  const league = page.locator('tbody[data-table="league"] tr');
  await league.first().waitFor();
  await page.locator('figure[data-alive="true"]').waitFor();
  await page.locator('[data-unit]').nth(60).focus();
  await take('figure');

  // The last of those ranked: who is not ranked has no gap.
  await league.filter({ hasText: 'thiếu' }).last().locator('th a').first().click();
  await page.waitForURL(/\/kpi\/[^/?]+\/[^/?]+/);
  await page.locator('[data-figure]').waitFor();
  await take('unit');
  const unitUrl = page.url();
  const records = page.getByRole('link', { name: 'Xem từng hồ sơ' });
  if ((await records.count()) > 0) {
    await records.first().click();
    await page.locator('tbody[data-table="records"]').waitFor();
    await take('records');
    await page.goto(unitUrl);
  }

  await page.getByRole('link', { name: 'Giao việc', exact: true }).click();
  await page.locator('[data-alive="true"]').waitFor();
  for (const [name, text] of Object.entries(order))
    await page.locator(`[name="${name}"]:not([type="hidden"])`).fill(text);
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await page.locator('[data-told="draft"]').waitFor();
  await take('draft');
  await page.getByRole('button', { name: 'Giao việc' }).click();
  const number = page.getByRole('heading', { name: /^NV-\d+/ });
  await number.waitFor();
  const given = /^NV-\d+/.exec((await number.textContent()) ?? '')?.[0] ?? '';
  await take('order');

  await openNewBrief(page, way);
  await page.locator(`[data-task="${given}"]`).scrollIntoViewIfNeeded();
  await take('next-brief');
}

/** Issues a brief of the day so far and opens it. */
async function openNewBrief(page: Page, { origin, world }: Way): Promise<void> {
  const list = `${origin}/brief?world=${encodeURIComponent(world)}`;
  await page.goto(list);
  await page.locator('form[action^="?/issue"]').getByRole('button').click();
  await page.locator('[data-told="done"]').waitFor();
  await page.goto(list);
  await page.locator('tr[data-brief] a').first().click();
  await page.locator('[data-sentence]').first().waitFor();
}
