import type { Kubectl } from './kubectl.ts';
import { until } from './until.ts';

interface Freight {
  metadata: { name: string };
  origin: { name: string };
  commits: { message: string }[];
  status?: { verifiedIn?: Record<string, unknown> };
}

interface AnalysisRun {
  metadata: { name: string; creationTimestamp: string; labels?: Record<string, string> };
  status?: { phase?: string; message?: string };
}

/** Kargo's project of a demo. */
export class KargoProject {
  readonly #kubectl: Kubectl;
  readonly #name: string;

  constructor(kubectl: Kubectl, name: string) {
    this.#kubectl = kubectl;
    this.#name = name;
  }

  /** Waits until Kargo has found a version good in an environment. */
  async untilVerified(service: string, version: string, environment: string, seconds = 240): Promise<void> {
    await until(() => this.isVerified(service, version, environment), {
      otherwise: `${service} ${version} is not verified in ${environment}`,
      seconds,
    });
  }

  /** Whether a version was found good in an environment. */
  async isVerified(service: string, version: string, environment: string): Promise<boolean> {
    const verifiedIn = (await this.#freight(service, version))?.status?.verifiedIn ?? {};
    return `${service}-${environment}` in verifiedIn;
  }

  /** Waits until the newest verification of a service has failed, one that is newer than a time. */
  async untilRefused(service: string, environment: string, since: Date): Promise<void> {
    await until(
      async () => {
        const all = await this.#kubectl.list<AnalysisRun>('analysisrun', this.#name);
        return all.some(
          ({ metadata, status }) =>
            metadata.labels?.['kargo.akuity.io/stage'] === `${service}-${environment}` &&
            new Date(metadata.creationTimestamp) >= since &&
            status?.phase === 'Failed',
        );
      },
      { otherwise: `no verification of ${service} in ${environment} has failed`, seconds: 300 },
    );
  }

  /** Asks for a promotion, as a person does, as soon as Kargo lets one: a release has to have been in preprod for a while. */
  async promote(service: string, version: string, environment: string): Promise<void> {
    const freight = await until(() => this.#freight(service, version), {
      otherwise: `Kargo knows nothing of ${service} ${version}`,
      seconds: 60,
    });
    const promotion = JSON.stringify({
      apiVersion: 'kargo.akuity.io/v1alpha1',
      kind: 'Promotion',
      metadata: { generateName: `${service}-${environment}-`, namespace: this.#name },
      spec: { stage: `${service}-${environment}`, freight: freight.metadata.name },
    });
    await until(() => this.#kubectl.run(['create', '--filename', '-'], { input: promotion }), {
      otherwise: `Kargo lets no promotion of ${service} ${version} to ${environment} begin`,
      seconds: 90,
    });
  }

  async #freight(service: string, version: string): Promise<Freight | undefined> {
    const all = await this.#kubectl.list<Freight>('freight', this.#name);
    return all.find(
      ({ origin, commits }) =>
        origin.name === service && commits[0]?.message.trim().split('\n', 1)[0]?.endsWith(` ${version}`),
    );
  }
}
