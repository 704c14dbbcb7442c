import { join } from 'node:path';
import type { Cluster } from '@foldline/local-postgres/cluster';
import { openCluster } from '@foldline/local-postgres/cluster';
import {
  createDatabaseIfMissing,
  databaseUrl,
  explainDatabaseError,
  withClient,
} from '@foldline/local-postgres/databases';
import type { Service } from './discover-services.ts';
import type { LogOutput } from './log-output.ts';
import { PlainError } from './plain-error.ts';
import { databaseName, variableName } from './variable-names.ts';

export interface ServiceDatabases {
  /** The URL of each service's database, by the service's name. */
  urls: ReadonlyMap<string, string>;
  /** Our own server; `undefined` when others were named for every service. */
  cluster: Cluster | undefined;
}

/** Out of the way of a PostgreSQL that is installed (5432 and up). */
const preferredPort = 54_320;

/**
 * Gives every service that needs one a database: the one of `<NAME>_DATABASE_URL`, or one on the server of
 * `DATABASE_URL`, or one on a server of our own, which is started for it.
 *
 * @param dataDirectory where our own server keeps its data
 * @throws PlainError that names the variable when a server cannot be used; it never contains a password
 */
export async function openServiceDatabases(
  services: readonly Service[],
  env: NodeJS.ProcessEnv,
  dataDirectory: string,
  output: LogOutput,
): Promise<ServiceDatabases> {
  const urls = new Map<string, string>();
  const unserved: Service[] = [];
  for (const service of services.filter(({ database }) => database)) {
    const variable = variableName(service.name, 'DATABASE_URL');
    const url = env[variable];
    if (url) urls.set(service.name, await checked(variable, url));
    else unserved.push(service);
  }
  if (unserved.length === 0) return { urls, cluster: undefined };
  const serverUrl = env['DATABASE_URL'];
  if (serverUrl) {
    await checked('DATABASE_URL', serverUrl);
    for (const { name } of unserved) urls.set(name, await databaseOn(serverUrl, databaseName(name)));
    return { urls, cluster: undefined };
  }
  const cluster = await openOurs(dataDirectory, output);
  try {
    for (const { name } of unserved) urls.set(name, await cluster.database(databaseName(name)));
  } catch (error) {
    await cluster.close();
    throw error;
  }
  return { urls, cluster };
}

async function openOurs(dataDirectory: string, output: LogOutput): Promise<Cluster> {
  const log = (message: string): void => {
    output.say('info', message);
  };
  try {
    return await openCluster({ directory: join(dataDirectory, 'postgres'), preferredPort, log });
  } catch (error) {
    throw new PlainError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function databaseOn(serverUrl: string, name: string): Promise<string> {
  try {
    await createDatabaseIfMissing(serverUrl, name);
  } catch (error) {
    throw unusable('DATABASE_URL', serverUrl, error);
  }
  return databaseUrl(serverUrl, name);
}

async function checked(variable: string, url: string): Promise<string> {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new PlainError(
      `${variable} is not the address of a PostgreSQL server. ` +
        `Example: ${variable}=postgresql://user:password@localhost:5432/postgres`,
    );
  }
  try {
    await withClient(url, (client) => client.query('SELECT'));
  } catch (error) {
    throw unusable(variable, url, error);
  }
  return url;
}

function unusable(variable: string, url: string, error: unknown): PlainError {
  return new PlainError(
    `${variable} cannot be used: ${explainDatabaseError(error, url)}. ` +
      `Correct it, or unset ${variable} to use the PostgreSQL that comes with Foldline.`,
    { cause: error },
  );
}
