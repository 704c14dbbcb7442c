import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Policy } from '@foldline/delivery/policy-schema';
import { inject } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import type { KubernetesObject } from './objects.ts';

export const envRepo = join(import.meta.dirname, '..', '..', '..', 'env-repo');

export const repository = 'https://forge.example/shop/environments.git';
export const charts = 'https://forge.example/shop/shop.git';

/** Our policy, by Kargo. */
export const policy = {
  ...(parse(readFileSync(join(envRepo, 'policy.yaml'), 'utf8')) as Policy),
  promoter: 'kargo' as const,
};

/** What Argo CD adds to the policy. */
const parameters = {
  repository: { url: repository },
  charts: { url: charts },
  verification: { registry: 'registry.example/shop' },
};

/**
 * Renders the delivery for a policy, as Argo CD does.
 *
 * @param values besides those of the policy
 * @throws {Error} with what Helm printed
 */
export async function render(given: Policy = policy, values: object = {}): Promise<KubernetesObject[]> {
  const helm = inject('helm');
  if (helm === undefined) throw new Error('There is no Helm; the suite should have been skipped.');
  const folder = await mkdtemp(join(tmpdir(), 'foldline-gitops-'));
  try {
    const files = await Promise.all(
      [given, { ...parameters, ...values }].map(async (content, index) => {
        const file = join(folder, `${index}.yaml`);
        await writeFile(file, stringify(content));
        return ['--values', file];
      }),
    );
    const args = [
      'template',
      'foldline',
      join(envRepo, 'delivery'),
      '--namespace',
      'argocd',
      ...files.flat(),
    ];
    const { stdout } = await promisify(execFile)(helm, args);
    return parseAllDocuments(stdout)
      .map((document) => {
        const [problem] = document.errors;
        if (problem) throw problem;
        return document.toJS() as KubernetesObject | null;
      })
      .filter((object) => object !== null);
  } finally {
    await rm(folder, { recursive: true });
  }
}
