import type { Kubectl } from './kubectl.ts';
import { until } from './until.ts';

interface Freight {
  metadata: { name: string };
  origin: { name: string };
  commits: { message: string }[];
  status?: { verifiedIn?: Record<string, unknown> };
}

interface AnalysisRun {
  metadata: { creationTimestamp: string; labels?: Record<string, string> };
  status?: { phase?: string };
}

/** A verification in an environment. */
export interface Verification {
  begun: Date;
  /** `Successful`, `Failed`, `Error`, ...; `undefined` for one that was never looked at. */
  phase: string | undefined;
}

interface PromotionObject {
  metadata: { name: string; creationTimestamp: string };
  spec: { stage: string };
  status?: { phase?: string; message?: string; stepExecutionMetadata?: { errorCount?: number }[] };
}

/** A promotion, and where it is. */
export interface Promotion {
  name: string;
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Errored` or `Aborted`; `undefined` for one that was never looked at. */
  phase: string | undefined;
  message: string | undefined;
  /** How often its last step has ended in an error. */
  errors: number;
}

/** Kargo's project of a shop. */
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
    return (await this.verifiedIn(service, version)).includes(environment);
  }

  /** The environments in which a version was found good, by their names. */
  async verifiedIn(service: string, version: string): Promise<string[]> {
    const stages = Object.keys((await this.#freight(service, version))?.status?.verifiedIn ?? {});
    return stages.map((stage) => stage.slice(service.length + 1)).sort();
  }

  /** Waits until the newest verification of a service has failed, one that is newer than a time. */
  async untilRefused(service: string, environment: string, since: Date): Promise<void> {
    await until(
      async () => {
        const all = await this.verifications(service, environment);
        return all.some(({ begun, phase }) => begun >= since && phase === 'Failed');
      },
      { otherwise: `no verification of ${service} in ${environment} has failed`, seconds: 300 },
    );
  }

  /** The verifications in an environment. */
  async verifications(service: string, environment: string): Promise<Verification[]> {
    const all = await this.#kubectl.list<AnalysisRun>(
      'analysisrun',
      this.#name,
      `kargo.akuity.io/stage=${service}-${environment}`,
    );
    return all.map(({ metadata, status }) => ({
      begun: new Date(metadata.creationTimestamp),
      phase: status?.phase,
    }));
  }

  /**
   * Asks for a promotion, as a person does, as soon as Kargo lets one: a release has to have been in preprod for a while.
   *
   * @returns the name of the promotion
   */
  async promote(service: string, version: string, environment: string): Promise<string> {
    const freight = await until(() => this.#freight(service, version), {
      otherwise: `Kargo knows nothing of ${service} ${version}`,
      seconds: 60,
    });
    const input = JSON.stringify({
      apiVersion: 'kargo.akuity.io/v1alpha1',
      kind: 'Promotion',
      metadata: { generateName: `${service}-${environment}-`, namespace: this.#name },
      spec: { stage: `${service}-${environment}`, freight: freight.metadata.name },
    });
    const created = await until(
      () => this.#kubectl.run(['create', '--filename', '-', '--output', 'name'], { input }),
      {
        otherwise: `Kargo lets no promotion of ${service} ${version} to ${environment} begin`,
        seconds: 90,
      },
    );
    return created.trim().replace(/^.*\//, '');
  }

  /** A promotion, by its name. */
  async promotion(name: string): Promise<Promotion> {
    const printed = await this.#kubectl.run([
      ...['get', 'promotions.kargo.akuity.io', name],
      ...['--namespace', this.#name, '--output', 'json'],
    ]);
    return toPromotion(JSON.parse(printed) as PromotionObject);
  }

  /** The promotions of a service to an environment, oldest first. */
  async promotions(service: string, environment: string): Promise<Promotion[]> {
    const all = await this.#kubectl.list<PromotionObject>('promotions.kargo.akuity.io', this.#name);
    return all
      .filter(({ spec }) => spec.stage === `${service}-${environment}`)
      .sort((one, other) => begun(one) - begun(other))
      .map(toPromotion);
  }

  async #freight(service: string, version: string): Promise<Freight | undefined> {
    const all = await this.#kubectl.list<Freight>('freight', this.#name);
    return all.find(
      ({ origin, commits }) =>
        origin.name === service && commits[0]?.message.trim().split('\n', 1)[0]?.endsWith(` ${version}`),
    );
  }
}

function begun({ metadata }: PromotionObject): number {
  return new Date(metadata.creationTimestamp).getTime();
}

function toPromotion({ metadata, status = {} }: PromotionObject): Promotion {
  const { phase, message, stepExecutionMetadata: steps = [] } = status;
  return { name: metadata.name, phase, message, errors: steps.at(-1)?.errorCount ?? 0 };
}
