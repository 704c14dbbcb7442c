import { join } from 'node:path';
import { assignPorts } from './assign-ports.ts';
import { checkPorts } from './check-ports.ts';
import { parseCommandLine } from './command-line.ts';
import { discoverServices } from './discover-services.ts';
import type { Service } from './discover-services.ts';
import { createLogOutput } from './log-output.ts';
import { PlainError } from './plain-error.ts';
import { runShop } from './run-shop.ts';
import { takeEnvironment } from './take-environment.ts';

/**
 * The command line, once Node.js and the dependencies are known to be there.
 *
 * @param args the command's arguments, without those of Node.js
 * @param root the repository's folder
 * @returns the exit code
 * @throws PlainError when nothing could be started
 */
export async function main(args: readonly string[], root: string): Promise<number> {
  const env = takeEnvironment();
  const command = parseCommandLine(args);
  const services = assignPorts(await discoverServices(root), env);
  const selected = command.only === undefined ? services : [pick(services, command.only)];
  const host = env['HOST'] ?? '127.0.0.1';
  await checkPorts(selected, host, command);
  const output = createLogOutput(
    process.stdout,
    services.map(({ name }) => name),
  );
  return runShop({
    root,
    dataDirectory: join(root, '.data'),
    command,
    services,
    selected,
    host,
    env,
    output,
  });
}

function pick(services: readonly Service[], name: string): Service {
  const service = services.find((candidate) => candidate.name === name);
  if (service !== undefined) return service;
  const names = services.map((candidate) => candidate.name).join(', ');
  throw new PlainError(`There is no service ${name}. There are: ${names}.`);
}
