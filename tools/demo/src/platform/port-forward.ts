import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { PlainError } from '@foldline/delivery/plain-error';
import type { ShopAddress } from './platform.ts';

/** Reaches the frontend of a namespace through kubectl, until it is closed or this process ends. */
export async function forwardPort(
  context: string,
  namespace: string,
  env: NodeJS.ProcessEnv,
): Promise<ShopAddress> {
  const args = ['--context', context, 'port-forward', '--namespace', namespace, 'service/frontend', ':8080'];
  const child = spawn('kubectl', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const close = (): void => void child.kill();
  process.once('exit', close);
  const timer = setTimeout(close, 20_000);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port === undefined) continue;
    clearTimeout(timer);
    // It goes on writing, a line for each connection.
    child.stdout.resume();
    return {
      url: `http://127.0.0.1:${port}`,
      close() {
        process.off('exit', close);
        close();
      },
    };
  }
  clearTimeout(timer);
  throw new PlainError(`The frontend in ${namespace} cannot be reached through kubectl: ${said.trim()}`);
}
