import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { digest } from './deliver.ts';
import { openShop, type Shop } from './shop.ts';
import { gitEnvironment } from './template.ts';

/** The branch for a hotfix of catalog 0.1. */
export const branch = 'hotfix/catalog-0.1';

/** The arguments that give a release an image. */
export const image = (seed: number): string =>
  `--repository ghcr.io/foldline/catalog --digest ${digest(seed)}`;

/** What a fix changes. */
export const file = (content: string): Record<string, string> => ({
  'services/catalog/price': `${content}\n`,
});

/** A shop in which {@link branch} is checked out. */
export interface HotfixShop extends Shop {
  /** Commits a fix to the branch, and pushes it. Answers the hash. */
  fix: (message: string, content?: string) => Promise<string>;
}

/** catalog 0.1.0 is in preprod, 0.2.0 was released an hour ago, and the branch for a hotfix of 0.1 is checked out. */
export async function openHotfixShop(): Promise<HotfixShop> {
  const shop = await openShop('shipped');
  await shop.merge('feat: more', { 'services/catalog/more': 'more\n' });
  await tagBefore(shop, 'catalog-v0.2.0');
  await shop.git('fetch', '--quiet', '--tags', 'origin');
  await shop.git('switch', '--quiet', '--create', branch, 'catalog-v0.1.0');
  return {
    ...shop,
    async fix(message, content = message) {
      const hash = await shop.commit(message, file(content));
      await shop.git('push', '--quiet', 'origin', `HEAD:${branch}`);
      return hash;
    },
  };
}

/** Releases HEAD as an hour ago, with an image. */
async function tagBefore(shop: Shop, tag: string): Promise<void> {
  const message = `a release\n\nImage: ghcr.io/foldline/catalog@${digest(2)}`;
  const env = { ...gitEnvironment, GIT_COMMITTER_DATE: `${Math.floor(Date.now() / 1000) - 3600} +0000` };
  await promisify(execFile)('git', ['tag', '-a', tag, '-m', message], { cwd: shop.work, env });
  await shop.git('push', '--quiet', 'origin', tag);
}
