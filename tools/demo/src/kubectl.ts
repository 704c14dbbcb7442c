import { program } from './program.ts';

/** kubectl for one cluster. */
export class Kubectl {
  readonly context: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(context: string, env: NodeJS.ProcessEnv) {
    this.context = context;
    this.#env = env;
  }

  /**
   * @param args without those that name the cluster
   * @returns what it printed
   * @throws PlainError with what it has said
   */
  run(args: readonly string[], options: { input?: string; timeout?: number } = {}): Promise<string> {
    return program('kubectl', ['--context', this.context, ...args], { env: this.#env, ...options });
  }

  /** Creates objects, or makes them what they should be. */
  async apply(...objects: object[]): Promise<void> {
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    await this.run(['apply', '--server-side', '--force-conflicts', '--filename', '-'], { input: list });
  }

  /** The objects of a kind in a namespace, of those that have a label. */
  async list<Item>(kind: string, namespace: string, selector = ''): Promise<Item[]> {
    const args = ['get', kind, '--namespace', namespace, '--selector', selector, '--output', 'json'];
    return (JSON.parse(await this.run(args)) as { items: Item[] }).items;
  }

  /** Whether an object is there. */
  async has(kind: string, name: string, namespace = 'default'): Promise<boolean> {
    const args = ['get', kind, name, '--namespace', namespace, '--ignore-not-found', '--output', 'name'];
    return (await this.run(args)) !== '';
  }
}
