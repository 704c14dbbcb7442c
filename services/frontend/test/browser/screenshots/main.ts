import { readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';
import { STATUS_PATH } from '../../../src/pages/paths.ts';
import { findBrowser, howToGetABrowser } from '../find-browser.ts';
import { withShops } from './shops.ts';

const images = new URL('../../../../../docs/images/', import.meta.url);

/** The pages by the names of their pictures, with the height of the part that a desktop's picture shows. */
const pages = [
  { name: 'home', shop: 'whole', path: '/', height: 1250 },
  { name: 'home-alone', shop: 'alone', path: '/', height: 1250 },
  { name: 'product', shop: 'whole', path: '/products/kitsune-fox', height: 900 },
  { name: 'search', shop: 'whole', path: '/search?q=fold&category=birds', height: 900 },
  { name: 'search-empty', shop: 'whole', path: '/search?q=dinosaur', height: 900 },
  { name: 'leaderboard', shop: 'whole', path: '/leaderboard?window=7d', height: 900 },
  { name: 'status', shop: 'whole', path: STATUS_PATH, height: 1250 },
  { name: 'status-alone', shop: 'alone', path: STATUS_PATH, height: 1400 },
  { name: 'not-found', shop: 'whole', path: '/products/unicorn', height: 900 },
  { name: 'unavailable', shop: 'alone', path: '/products/kitsune-fox', height: 900 },
] as const;
const devices: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2 },
};
const schemes = ['light', 'dark'] as const;

const browserPath = findBrowser();
if (browserPath === undefined)
  throw new Error(`There is no browser to take pictures with. ${howToGetABrowser}`);
await withShops(async (shops) => {
  const browser = await chromium.launch({ executablePath: browserPath });
  try {
    const visitor = await browser.newPage();
    await voteOnce(visitor, `${shops.whole}/products/kitsune-fox`);
    const storageState = await visitor.context().storageState();
    const taken = new Set<string>();
    for (const [device, options] of Object.entries(devices)) {
      for (const colorScheme of schemes) {
        const page = await browser.newPage({
          ...options,
          colorScheme,
          storageState,
          reducedMotion: 'reduce',
        });
        for (const { name, shop, path, height } of pages) {
          const file = `${name}-${device}-${colorScheme}.png`;
          if (device === 'desktop') await page.setViewportSize({ width: 1440, height });
          await page.goto(shops[shop] + path);
          if (path === STATUS_PATH) await lookAgain(page);
          await loadPictures(page);
          await page.screenshot({ path: fileURLToPath(new URL(file, images)) });
          process.stdout.write(`docs/images/${file}\n`);
          taken.add(file);
        }
        await page.context().close();
      }
    }
    await removeOlder(taken);
  } finally {
    await browser.close();
  }
});

/** So that the pictures show a vote of the visitor's own. */
async function voteOnce(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Vote for' }).click(),
  ]);
}

/** What is asked for the first time is slower, and would be shown as that; services are asked once a second. */
async function lookAgain(page: Page): Promise<void> {
  for (let looks = 0; looks < 2; looks += 1) {
    await page.waitForTimeout(1100);
    await page.reload();
  }
}

/** Waits for the images, those below the window too. */
async function loadPictures(page: Page): Promise<void> {
  await page.locator('img').evaluateAll((images) =>
    Promise.all(
      images.map(async (image) => {
        if (!(image instanceof HTMLImageElement)) return;
        image.loading = 'eager';
        await image.decode();
      }),
    ),
  );
}

/** Removes the pictures of pages that are pictured no more. */
async function removeOlder(taken: ReadonlySet<string>): Promise<void> {
  for (const file of await readdir(images)) {
    if (/-(desktop|phone)-(light|dark)\.png$/.test(file) && !taken.has(file)) await rm(new URL(file, images));
  }
}
