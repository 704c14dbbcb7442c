import { join } from 'node:path';
import { clusterKit } from '@foldline/charts/cluster-config';
import { program } from '@foldline/demo/program';
import { cluster } from './cluster.ts';

const script = join(clusterKit, 'gitops', 'gitops.sh');

/** What is a pod of the platform elsewhere is a process of the kit, by this name. */
export type KitProcessName = 'kargo-controller' | 'argocd-application-controller' | 'gitea';

/** A process of the kit that runs now. */
export class KitProcess {
  readonly #name: KitProcessName;
  readonly #pid: number;

  private constructor(name: KitProcessName, pid: number) {
    this.#name = name;
    this.#pid = pid;
  }

  /** Looks for it beforehand: it can then be killed in the very moment. */
  static async find(name: KitProcessName): Promise<KitProcess> {
    const status = await program(script, ['status'], { env: cluster().env });
    const pid = new RegExp(`^${name} +pid (\\d+)`, 'm').exec(status)?.[1];
    if (pid === undefined) throw new Error(`The kit runs no ${name}.`);
    return new KitProcess(name, Number(pid));
  }

  /** Ends it without a word, as a machine that fails does; and starts another one when the work is done. */
  async without(work: () => Promise<void>): Promise<void> {
    process.kill(this.#pid, 'SIGKILL');
    try {
      await work();
    } finally {
      await program(script, ['restart', this.#name], { env: cluster().env, timeout: 120_000 });
    }
  }
}
