import { readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createDatabaseIfMissing, databaseUrl } from '@foldline/local-postgres/databases';
import { startTemporaryCluster } from '@foldline/local-postgres/temporary-cluster';
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';
import { findBrowser, howToGetABrowser } from '../find-browser.ts';
import { startRealShop, type RealShop } from '../real-shop.ts';
import { fillBallot } from './fill-ballot.ts';
import { startOtherEnvironments } from './other-environments.ts';

const images = new URL('../../../../../docs/images/', import.meta.url);

/** The pages by the names of their pictures, with the height of the part that a desktop's picture shows. */
const pages = [
  { name: 'home', path: '/', height: 1250 },
  { name: 'product', path: '/products/kitsune-fox', height: 900 },
  { name: 'search', path: '/search?q=fold&category=birds', height: 900 },
  { name: 'search-empty', path: '/search?q=dinosaur', height: 900 },
  { name: 'leaderboard', path: '/leaderboard?window=7d', height: 900 },
  { name: 'status', path: '/status', height: 1250 },
  { name: 'not-found', path: '/products/unicorn', height: 900 },
];
const devices: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 360, height: 800 }, deviceScaleFactor: 2 },
};
const schemes = ['light', 'dark'] as const;

const browserPath = findBrowser();
if (browserPath === undefined)
  throw new Error(`There is no browser to take pictures with. ${howToGetABrowser}`);
await withShop(async ({ url }) => {
  const browser = await chromium.launch({ executablePath: browserPath });
  try {
    const visitor = await browser.newPage();
    await voteOnce(visitor, `${url}/products/kitsune-fox`);
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
        for (const { name, path, height } of pages) {
          const file = `${name}-${device}-${colorScheme}.png`;
          if (device === 'desktop') await page.setViewportSize({ width: 1440, height });
          await page.goto(url + path);
          // What is asked for the first time is slower, and would be shown as that.
          await page.reload();
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

async function withShop(use: (shop: RealShop) => Promise<void>): Promise<void> {
  const others = await startOtherEnvironments();
  const cluster = await startTemporaryCluster('screenshots');
  try {
    const databases = {
      catalog: databaseUrl(cluster.url, 'catalog'),
      voting: databaseUrl(cluster.url, 'voting'),
    };
    for (const name of Object.keys(databases)) await createDatabaseIfMissing(cluster.url, name);
    const shop = await startRealShop({
      databases,
      env: {
        ENVIRONMENT: 'dev',
        VERSION: '1.5.1',
        COMMIT: '4f2a91c7d0be35a86e19f2c4d7b8a0513c6e92df',
        ENVIRONMENTS: `dev=http://127.0.0.1:9,${others.addresses}`,
      },
    });
    try {
      await fillBallot(shop, databases.voting);
      await use(shop);
    } finally {
      await shop.close();
    }
  } finally {
    await cluster.remove();
    others.close();
  }
}

/** So that the pictures show a vote of the visitor's own. */
async function voteOnce(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Vote for' }).click(),
  ]);
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
