import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readPolicy } from '@foldline/delivery/policy';
import { parse, parseDocument, stringify } from 'yaml';
import { expect } from 'vitest';
import { apply, command, kubectl, startedCluster } from './command.ts';
import { ForgeRepository } from './forge.ts';

const root = join(import.meta.dirname, '..', '..', '..');
export const { services } = readPolicy(readFileSync(join(root, 'env-repo/policy.yaml')));

/** The environments that the tests tell their story of, whatever our policy has. */
const gates = [
  { name: 'dev', gate: 'none' },
  { name: 'preprod', gate: 'automatic' },
  { name: 'prod', gate: 'pull-request', soak: '5s' },
];
export const environments = gates.map(({ name }) => name);

/** Seconds that a release has to become what it should be. Its peers may come to an environment at the same time. */
const verificationSeconds = 120;

/** Whether a service has a database, as its package.json says it. */
async function hasDatabase(service: string): Promise<boolean> {
  const manifest = await readFile(join(root, 'services', service, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { foldline: { database: boolean } }).foldline.database;
}

/**
 * A shop of a test's own: a repository on the forge with charts and env-repo, which Argo CD and Kargo of the cluster
 * deliver under the shop's name.
 */
export class Shop {
  readonly name: string;
  readonly forge: ForgeRepository;
  readonly work: string;

  private constructor(name: string, directory: string) {
    this.name = name;
    this.forge = new ForgeRepository(name);
    this.work = join(directory, 'work');
  }

  /** Makes the repository. Nothing is released, and the cluster knows nothing of it yet. */
  static async create(name: string): Promise<Shop> {
    const shop = new Shop(name, await mkdtemp(join(tmpdir(), 'foldline-gitops-')));
    await shop.forge.create();
    await mkdir(shop.work);
    await shop.git('init', '--quiet', '--initial-branch=main');
    await shop.git('remote', 'add', 'origin', shop.forge.pushUrl);
    for (const folder of ['charts', 'env-repo', 'package-lock.json', 'services']) {
      await cp(join(root, folder), join(shop.work, folder), {
        recursive: true,
        filter: (source) =>
          !/node_modules|\/(test|test-cluster|src|prisma|\.turbo)$|\/charts\/\w+\/charts$/.test(source),
      });
    }
    await shop.#fitToCluster();
    await shop.#push('feat: a shop');
    return shop;
  }

  /** What this cluster has not got is taken out of the values: gateways, monitoring, room for many pods. */
  async #fitToCluster(): Promise<void> {
    const policy = join(this.work, 'env-repo/policy.yaml');
    const document = parseDocument(await readFile(policy, 'utf8'));
    document.set('promoter', 'kargo');
    document.set('environments', document.createNode(gates));
    await writeFile(policy, String(document));
    const resources = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } };
    const database = {
      cluster: {
        enabled: true,
        instances: 1,
        durability: 'preferred',
        image: 'ghcr.io/cloudnative-pg/postgresql:15',
      },
    };
    await rm(join(this.work, 'env-repo/envs'), { recursive: true });
    for (const environment of environments) {
      for (const service of services) {
        const values = {
          resources,
          replicas: 1,
          disruptionBudget: { enabled: false },
          ...((await hasDatabase(service)) && { database }),
          ...(service === 'frontend' && { secrets: { COOKIE_SECRETS: { name: 'frontend-cookies' } } }),
        };
        const folder = join(this.work, `env-repo/envs/${environment}/${service}`);
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, 'values.yaml'), stringify(values));
      }
      await writeFile(
        join(this.work, `env-repo/envs/${environment}/values.yaml`),
        stringify({ environment }),
      );
    }
  }

  /** Has Argo CD and Kargo deliver the shop, as the guide says. */
  async bootstrap(): Promise<void> {
    const { FORGE_USER = '', FORGE_TOKEN = '' } = startedCluster().variables;
    await apply(
      ...[this.forge.url, this.forge.otherUrl].map((url, index) => ({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: `${this.name}-${index}`,
          namespace: 'argocd',
          labels: {
            'argocd.argoproj.io/secret-type': 'repository',
            'app.kubernetes.io/part-of': this.name,
          },
        },
        stringData: { type: 'git', url, username: FORGE_USER, password: FORGE_TOKEN },
      })),
    );
    await apply(...(await this.#bootstrapObjects()));
    for (const namespace of [this.name, ...environments.map((environment) => `${this.name}-${environment}`)])
      await expect.poll(() => this.#hasNamespace(namespace), { timeout: 60_000, interval: 500 }).toBe(true);
    await apply(
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'env-repo', namespace: this.name, labels: { 'kargo.akuity.io/cred-type': 'git' } },
        stringData: { repoURL: this.forge.url, username: FORGE_USER, password: FORGE_TOKEN },
      },
      ...environments.map((environment) => ({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'frontend-cookies', namespace: `${this.name}-${environment}` },
        stringData: { 'cookie-secrets': 'a secret that signs cookies of tests only' },
      })),
    );
  }

  /** bootstrap.yaml with this shop's name and repository, and with the parameters that the forge needs. */
  async #bootstrapObjects(): Promise<object[]> {
    const text = (await readFile(join(root, 'env-repo/bootstrap.yaml'), 'utf8'))
      .replaceAll('https://github.com/foldline/foldline.git', this.forge.url)
      .replaceAll('https://github.com:443/foldline/foldline.git', this.forge.otherUrl)
      .replaceAll('ghcr.io/foldline/foldline', startedCluster().registry)
      .replaceAll(/(?<!\/)\bfoldline\b/g, this.name);
    const [project = '', application = ''] = text.split(/^---$/m);
    const parsed = parse(application) as { spec: { source: { helm: { parameters: object[] } } } };
    parsed.spec.source.helm.parameters.push(
      { name: 'forge', value: 'gitea' },
      { name: 'pollSeconds', value: '5' },
      { name: 'verification.timeoutSeconds', value: String(verificationSeconds) },
    );
    return [parse(project) as object, parsed];
  }

  async #hasNamespace(name: string): Promise<boolean> {
    return (await kubectl('get', 'namespace', name, '--ignore-not-found', '--output', 'name')) !== '';
  }

  git(...args: string[]): Promise<string> {
    const who = { NAME: 'Mara', EMAIL: 'mara@example.com' };
    const env = Object.fromEntries(
      Object.entries(who).flatMap(([key, value]) => [
        [`GIT_AUTHOR_${key}`, value],
        [`GIT_COMMITTER_${key}`, value],
      ]),
    );
    return command('git', args, { directory: this.work, env });
  }

  /** Runs a command of the delivery tool in the shop's clone, and answers what it printed as JSON. */
  async deliver(...args: string[]): Promise<Record<string, unknown>> {
    const program = join(root, 'tools/delivery/bin/delivery.mjs');
    const printed = await command(process.execPath, [program, ...args, '--json'], {
      directory: this.work,
      env: { GIT_AUTHOR_NAME: 'Mara', FORGE: 'gitea' },
    });
    return JSON.parse(printed) as Record<string, unknown>;
  }

  /** Commits files to main, as a merged pull request does. */
  async merge(message: string, files: Record<string, string>): Promise<void> {
    await this.pull();
    for (const [file, content] of Object.entries(files)) {
      await mkdir(dirname(join(this.work, file)), { recursive: true });
      await writeFile(join(this.work, file), content);
    }
    await this.#push(message);
  }

  async #push(message: string): Promise<void> {
    await this.git('add', '.');
    await this.git('commit', '--quiet', '--message', message);
    await this.git('push', '--quiet', 'origin', 'main');
  }

  /** Merges a change of the policy. */
  async changePolicy(before: string, after: string): Promise<void> {
    await this.pull();
    const file = 'env-repo/policy.yaml';
    const text = await readFile(join(this.work, file), 'utf8');
    if (!text.includes(before)) throw new Error(`The policy does not say ${before}.`);
    await this.merge('chore: policy', { [file]: text.replace(before, after) });
  }

  /** Brings the clone to where main is. */
  async pull(): Promise<void> {
    await this.git('pull', '--quiet', '--rebase', 'origin', 'main');
  }

  /** Releases a service, and deploys it to dev, as its workflow does. Answers the version. */
  async release(service: string, digest = startedCluster().digests[service] ?? ''): Promise<string> {
    const image = ['--repository', `${startedCluster().registry}/${service}`, '--digest', digest];
    const version = String((await this.deliver('release', service, ...image))['version']);
    await this.deliver('deploy', service, '--version', version);
    await this.pull();
    return version;
  }

  /** The version of a service that the env-repo has in an environment; `undefined` for none. */
  async versionIn(environment: string, service: string): Promise<string | undefined> {
    await this.git('fetch', '--quiet', 'origin', 'main');
    const file = `origin/main:env-repo/envs/${environment}/${service}/release.yaml`;
    const content = await this.git('show', file).catch(() => undefined);
    return content === undefined ? undefined : (parse(content) as { version: string }).version;
  }

  /** Removes the shop from the cluster and the forge. */
  async remove(): Promise<void> {
    const mine = ['--selector', `app.kubernetes.io/part-of=${this.name}`, '--ignore-not-found'];
    await kubectl('delete', 'application', this.name, '--namespace', 'argocd', '--ignore-not-found');
    await kubectl('delete', 'applicationset,secret', '--namespace', 'argocd', ...mine);
    await kubectl('delete', 'application', '--namespace', 'argocd', ...mine);
    await kubectl('delete', 'projects.kargo.akuity.io', this.name, '--ignore-not-found');
    await kubectl('delete', 'namespace', '--wait=false', ...mine);
    await kubectl('delete', 'appproject', '--namespace', 'argocd', ...mine);
    await kubectl('delete', 'appproject', this.name, '--namespace', 'argocd', '--ignore-not-found');
    await this.forge.delete();
    await rm(dirname(this.work), { recursive: true, force: true });
  }
}
