import { PlainError } from '@foldline/delivery/plain-error';
import { findPortHolder } from '@foldline/shop/port-holder';
import { isPortTaken } from '@foldline/shop/port-state';
import { hasCluster, offered } from './platform/kind.ts';
import { engineProblem, memoryNeeded, refuse, toolProblem, tools } from './platform/requirements.ts';
import type { State } from './state.ts';

/**
 * Makes sure, before anything is made, that the machine has what a demo needs.
 *
 * @param isNew whether nothing of it was begun
 * @throws PlainError with all that is wrong, a line each
 */
export async function checkMachine(
  state: State,
  { isNew, env }: { isNew: boolean; env: NodeJS.ProcessEnv },
): Promise<void> {
  const needed = state.platform === 'kind' ? Object.values(tools) : [tools.kubectl, tools.git, tools.helm];
  refuse([
    ...(await Promise.all(needed.map((tool) => toolProblem(tool, env)))),
    await engineProblem(state.platform === 'kind' ? memoryNeeded : 0, env),
  ]);
  if (state.platform !== 'kind') return;
  const exists = await hasCluster(state.name, env);
  if (exists && isNew) {
    throw new PlainError(
      `kind has a cluster ${state.name} that is not the demo's. Choose another name (--name), or remove it: kind delete cluster --name ${state.name}`,
      'usage',
    );
  }
  if (!exists)
    refuse(await Promise.all(offered.map((place, index) => portProblem(place, state.port + index))));
}

async function portProblem(place: string, port: number): Promise<string | undefined> {
  if (!(await isPortTaken('127.0.0.1', port))) return undefined;
  const holder = await findPortHolder(port);
  const who = holder ? ` by ${holder.command}, process ${holder.pid}` : '';
  return `Port ${port} (${place}) is taken${who}. Stop that, or take four others: npm run demo -- up --port ${port + 1000}`;
}
