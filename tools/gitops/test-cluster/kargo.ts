import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { kubectl, read, startedCluster } from './command.ts';

/** A release, as Kargo has it. */
export interface Freight {
  metadata: { name: string; creationTimestamp: string };
  origin: { name: string };
  commits: { id: string; message: string }[];
  status?: { verifiedIn?: Record<string, unknown> };
}

interface Promotion {
  status?: { phase?: string; message?: string };
}

interface AnalysisRun {
  metadata: { labels?: Record<string, string> };
  status?: { phase?: string };
}

/** Kargo's project of a shop. */
export class KargoProject {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** The freight of a service's version. */
  async freight(service: string, version: string): Promise<Freight | undefined> {
    const all = await read<Freight>('freight', this.name);
    return all.find(
      ({ origin, commits }) =>
        origin.name === service && commits[0]?.message.endsWith(` ${version}`) === true,
    );
  }

  /** Where a version was verified, as environments in alphabetical order. */
  async verifiedIn(service: string, version: string): Promise<string[]> {
    const stages = Object.keys((await this.freight(service, version))?.status?.verifiedIn ?? {});
    return stages.map((stage) => stage.slice(service.length + 1)).sort();
  }

  /** Asks for a promotion, as a person does, as soon as Kargo lets one. Answers the name of the Promotion. */
  async promote(service: string, version: string, environment: string): Promise<string> {
    const freight = await this.freight(service, version);
    if (!freight) throw new Error(`There is no freight of ${service} ${version}.`);
    const promotion = JSON.stringify({
      apiVersion: 'kargo.akuity.io/v1alpha1',
      kind: 'Promotion',
      metadata: { generateName: `${service}-${environment}-`, namespace: this.name },
      spec: { stage: `${service}-${environment}`, freight: freight.metadata.name },
    });
    let answer = '';
    await expect
      .poll(async () => (answer = await create(promotion)), { timeout: 60_000, interval: 1000 })
      .toMatch(/^promotion\.kargo\.akuity\.io\/\S+$/);
    return answer;
  }

  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Errored` or `Aborted`. */
  async phaseOf(promotion: string): Promise<string | undefined> {
    const printed = await kubectl('get', promotion, '--namespace', this.name, '--output', 'json');
    return (JSON.parse(printed) as Promotion).status?.phase;
  }

  /** How the verifications in an environment have ended. */
  async verifications(service: string, environment: string): Promise<(string | undefined)[]> {
    const runs = await read<AnalysisRun>('analysisrun', this.name);
    return runs
      .filter(({ metadata }) => metadata.labels?.['kargo.akuity.io/stage'] === `${service}-${environment}`)
      .map(({ status }) => status?.phase);
  }
}

/** Creates an object. Answers its kind and name, or why it is refused. */
async function create(object: string): Promise<string> {
  const creation = promisify(execFile)('kubectl', ['create', '--filename', '-', '--output', 'name'], {
    env: { ...process.env, ...startedCluster().variables },
  });
  creation.child.stdin?.end(object);
  return creation.then(
    ({ stdout }) => stdout.trim(),
    (error: unknown) => (error as { stderr: string }).stderr.trim(),
  );
}
