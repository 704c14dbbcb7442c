import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Shop } from './shop.ts';

/** @returns the helm to test with, the first of those that HELM names; `undefined` where there is none */
export async function findHelm(): Promise<string | undefined> {
  const helm = process.env['HELM']?.split(delimiter)[0] ?? 'helm';
  return promisify(execFile)(helm, ['version']).then(
    () => helm,
    () => undefined,
  );
}

const root = join(import.meta.dirname, '../../..');

/** Puts the chart of the delivery into a shop, and what has Argo CD apply it; to be committed. */
export async function addDelivery(shop: Shop): Promise<void> {
  for (const path of ['env-repo/delivery', 'env-repo/bootstrap.yaml']) {
    await cp(join(root, path), join(shop.work, path), { recursive: true });
  }
}

/** Puts the real charts into a shop, to be committed. */
export async function addCharts(shop: Shop): Promise<void> {
  const charts = join(root, 'charts');
  await cp(charts, join(shop.work, 'charts'), {
    recursive: true,
    filter: (source) => !/node_modules|\/test|\/src|\/charts\/[^/]+\/charts/.test(source),
  });
}
