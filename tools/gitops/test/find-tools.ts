import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The helm to render with; `undefined` where the suites that render are skipped. */
    helm: string | undefined;
    /** The folder of the schemas of Kubernetes', Argo CD's and Kargo's kinds; `undefined` where there is none. */
    schemas: string | undefined;
    /** Whether there is promtool, which runs alerting rules on given samples. */
    promtool: boolean;
  }
}

/**
 * Looks once for what the tests use where it is: the first helm of `HELM`, and the schemas of `KUBERNETES_SCHEMAS`. What
 * is missing is told; with `REQUIRE_HELM=1` Helm may not be.
 */
export default function setup({ provide }: TestProject): void {
  const helm = process.env['HELM']?.split(delimiter)[0] ?? 'helm';
  const hasHelm = works(helm, 'version');
  if (!hasHelm) {
    const message = `${helm} does not run, so nothing is rendered. Run charts/install-tools.sh FOLDER, and put the folder on PATH`;
    if (process.env['REQUIRE_HELM'] === '1') throw new Error(message);
    process.stderr.write(`gitops: ${message}\n`);
  }
  const schemas =
    process.env['KUBERNETES_SCHEMAS'] ??
    join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'schemas');
  const hasSchemas = existsSync(schemas);
  if (!hasSchemas) {
    process.stderr.write(
      'gitops: there are no schemas, so no object meets its own. Name their folder in KUBERNETES_SCHEMAS\n',
    );
  }
  const promtool = works('promtool', '--version');
  if (!promtool)
    process.stderr.write(
      'gitops: promtool is missing, so no alert is tried. Install Prometheus, for example by apt-get\n',
    );
  provide('promtool', promtool);
  provide('helm', hasHelm ? helm : undefined);
  provide('schemas', hasSchemas ? schemas : undefined);
}

function works(program: string, argument: string): boolean {
  try {
    execFileSync(program, [argument], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
