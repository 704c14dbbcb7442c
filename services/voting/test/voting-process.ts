import {
  runServiceCommand,
  startServiceProcess,
  type ServiceProcess,
} from '@foldline/service-kit/testing/service-process';
import { unlimited } from './voting.ts';

const cwd = new URL('..', import.meta.url);

interface ProcessOptions {
  databaseUrl: string;
  /** Nothing is there unless given. */
  catalogUrl?: string;
  env?: Record<string, string>;
}

function environment({ databaseUrl, catalogUrl, env }: ProcessOptions): Record<string, string> {
  return { DATABASE_URL: databaseUrl, CATALOG_URL: catalogUrl ?? 'http://127.0.0.1:1', ...unlimited, ...env };
}

/** The voting service as a process of its own. */
export function startVotingProcess(options: ProcessOptions): Promise<ServiceProcess> {
  return startServiceProcess({ cwd, env: environment(options) });
}

/** The command `migrate` as a process of its own. */
export function runMigrate(options: ProcessOptions): ReturnType<typeof runServiceCommand> {
  return runServiceCommand({ cwd, env: environment(options), args: ['migrate'] });
}
