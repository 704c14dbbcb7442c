import { keptCookieSecret } from './cookie-secret.ts';
import { storefront } from './discover-services.ts';
import type { Service } from './discover-services.ts';
import { generateCode } from './generate-code.ts';
import { gitCommit } from './git-commit.ts';
import type { LogOutput } from './log-output.ts';
import type { ShopOptions } from './run-shop.ts';
import type { ServiceDatabases } from './service-databases.ts';
import { serviceEnvironment } from './service-environment.ts';
import type { ServiceRunner } from './service-runner.ts';
import { seconds } from './service-runner.ts';

/**
 * Starts every service as soon as what it needs is there, and says in the end where to look.
 *
 * @param end is aborted when the shop is to stop
 * @throws PlainError when the databases or the generated code cannot be had; some services may run by then
 */
export async function startServices(
  { root, dataDirectory, services, selected, host, env, output }: ShopOptions,
  runners: readonly ServiceRunner[],
  databases: Promise<ServiceDatabases>,
  end: AbortSignal,
): Promise<void> {
  const begun = performance.now();
  const [commit, cookieSecret] = await Promise.all([gitCommit(root), keptCookieSecret(dataDirectory)]);
  const generated = generateCode(root, selected, dataDirectory, end);
  // A failure waits for those who need the code.
  generated.catch(() => undefined);
  void reportLostDatabase(databases, end, output).catch(() => undefined);
  const results = await Promise.all(
    runners.map(async (runner) => {
      const { service } = runner;
      if (service.hasGeneratedCode) await generated;
      const databaseUrl = service.database ? (await databases).urls.get(service.name) : undefined;
      const facts = {
        inherited: env,
        host,
        databaseUrl,
        commit,
        cookieSecret: service.name === storefront ? cookieSecret : undefined,
      };
      return { service, isReady: await runner.start(serviceEnvironment(service, services, facts)) };
    }),
  );
  await generated;
  await databases;
  if (end.aborted) return;
  const ready = results.filter(({ isReady }) => isReady).map(({ service }) => service);
  if (ready.length > 0) output.say('info', describeReady(ready, selected, performance.now() - begun));
}

/** For example `Foldline is ready in 3.1 s: http://localhost:3000 (Ctrl-C stops it)`. */
function describeReady(
  ready: readonly Service[],
  selected: readonly Service[],
  milliseconds: number,
): string {
  const missing = selected.filter((service) => !ready.includes(service)).map(({ name }) => name);
  const opened = ready.find(({ name }) => name === storefront) ?? ready[0];
  const subject = selected.length === 1 ? (opened?.name ?? '') : 'Foldline';
  const state =
    missing.length === 0 ? `is ready in ${seconds(milliseconds)}` : `runs without ${missing.join(', ')}`;
  return `${subject} ${state}: http://localhost:${opened?.port ?? ''} (Ctrl-C stops it)`;
}

async function reportLostDatabase(
  databases: Promise<ServiceDatabases>,
  end: AbortSignal,
  output: LogOutput,
): Promise<void> {
  const { cluster } = await databases;
  if (cluster === undefined) return;
  await cluster.lost;
  if (end.aborted) return;
  output.say(
    'error',
    `PostgreSQL ended unexpectedly. Its log is in ${cluster.directory}. Stop with Ctrl-C and start again.`,
  );
}
