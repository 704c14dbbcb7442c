import {
  startServiceProcess,
  type ServiceProcess,
  type ServiceProcessOptions,
} from '@foldline/service-kit/testing/service-process';
import { onTestFinished } from 'vitest';

/** How to run a service of this repository in a test, by its name. */
export function processOf(name: string, env: Record<string, string>): ServiceProcessOptions {
  return { cwd: new URL(`../../${name}/`, import.meta.url), env };
}

/** Runs a service until the test is finished, and resolves when it listens. */
export async function startService(name: string, env: Record<string, string>): Promise<ServiceProcess> {
  const service = await startServiceProcess(processOf(name, env));
  onTestFinished(async () => {
    service.kill('SIGKILL');
    await service.ended;
  });
  return service;
}
