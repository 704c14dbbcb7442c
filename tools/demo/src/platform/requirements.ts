import { PlainError } from '@foldline/delivery/plain-error';
import { runProgram } from '@foldline/delivery/run-program';
import { engineOutput, findEngine, type Engine } from '@foldline/images/engine';
import { coerce, gte } from 'semver';

interface Tool {
  name: string;
  /** Arguments that print its version. */
  args: readonly string[];
  atLeast: string;
  /** Where it is told how to install it. */
  guide: string;
}

/** Helm 3.19 is what Argo CD's and our charts are tested with, kind 0.32 what knows the node's image. */
export const tools: Record<'kubectl' | 'git' | 'kind' | 'helm', Tool> = {
  kubectl: {
    name: 'kubectl',
    args: ['version', '--client'],
    atLeast: '1.33.0',
    guide: 'https://kubernetes.io/docs/tasks/tools/',
  },
  git: { name: 'git', args: ['--version'], atLeast: '2.30.0', guide: 'https://git-scm.com/downloads' },
  kind: {
    name: 'kind',
    args: ['version'],
    atLeast: '0.32.0',
    guide: 'https://kind.sigs.k8s.io/docs/user/quick-start/#installation',
  },
  helm: {
    name: 'helm',
    args: ['version', '--short'],
    atLeast: '3.19.0',
    guide: 'https://helm.sh/docs/intro/install/',
  },
};

/** What is wrong with a tool, and what to do; `undefined` for nothing. */
export async function toolProblem(tool: Tool, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { name, args, atLeast, guide } = tool;
  const { exitCode, stdout } = await runProgram(name, args, { env, timeout: 20_000 });
  if (exitCode !== 0) return `${name} is missing, or does not run. Install ${atLeast} or newer: ${guide}`;
  const version = coerce(/\d+\.\d+(\.\d+)?/.exec(stdout.toString())?.[0] ?? '0.0.0');
  if (version && gte(version, atLeast)) return undefined;
  return `${name} is ${version?.version ?? 'unknown'}, and ${atLeast} is needed. Install a newer one: ${guide}`;
}

/** For a cluster in the container engine, six databases, sixteen pods of the shop, and the platform. In bytes. */
export const memoryNeeded = 6 * 2 ** 30;

/**
 * What is wrong with the container engine, and what to do.
 *
 * @param needed the memory that it has to have, in bytes
 */
export async function engineProblem(needed: number, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  let engine: Engine | undefined;
  try {
    engine = await findEngine(env);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (!engine) return 'Neither Docker nor Podman answers. Start one, or name it in CONTAINER_ENGINE.';
  const info = JSON.parse(await engineOutput(engine, ['info', '--format', '{{json .}}'])) as {
    MemTotal?: number;
    host?: { memTotal?: number };
  };
  const memory = info.MemTotal ?? info.host?.memTotal;
  if (memory === undefined || memory >= needed) return undefined;
  const has = (memory / 2 ** 30).toFixed(1);
  return `The container engine has ${has} GiB of memory, and the demo needs ${needed / 2 ** 30}. Give it more: in Docker Desktop under Settings, Resources; for Podman: podman machine set --memory 8192`;
}

/** @throws PlainError with all that is wrong, a line each */
export function refuse(problems: readonly (string | undefined)[]): void {
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new PlainError(found.join('\n'), 'usage');
}
