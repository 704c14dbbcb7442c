import { join } from 'node:path';
import { clusterKit } from '@foldline/charts/cluster-config';
import { program } from '@foldline/demo/program';
import { cluster } from './cluster.ts';

/** What is a pod of the platform elsewhere is a process of the kit, by this name. */
export type KitProcessName =
  'kargo-controller' | 'kargo-external-webhooks' | 'argocd-application-controller' | 'gitea';

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
    const pid = new RegExp(`^${name} +pid (\\d+)`, 'm').exec(await kit('status'))?.[1];
    if (pid === undefined) throw new Error(`The kit runs no ${name}.`);
    return new KitProcess(name, Number(pid));
  }

  /** Starts it, and waits until it is ready. */
  static async start(name: KitProcessName): Promise<KitProcess> {
    await kit('restart', name);
    return KitProcess.find(name);
  }

  /** Ends it without a word, as a machine that fails does. */
  kill(): void {
    process.kill(this.#pid, 'SIGKILL');
  }

  /** Kills it, and starts another one when the work is done. */
  async without(work: () => Promise<void>): Promise<void> {
    this.kill();
    try {
      await work();
    } finally {
      await KitProcess.start(this.#name);
    }
  }
}

function kit(...args: string[]): Promise<string> {
  const script = join(clusterKit, 'gitops', 'gitops.sh');
  return program(script, args, { env: cluster().env, timeout: 120_000 });
}
