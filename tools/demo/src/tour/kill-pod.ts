import type { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { send, startLoad, type Load } from '@foldline/charts/load';
import { PlainError } from '@foldline/delivery/plain-error';
import type { ShopAddress } from '../platform/platform.ts';
import { until } from '../until.ts';
import { at, command, type Stage } from './stage.ts';

/** Without a page that fails. */
const secondsBefore = 3;
const secondsAfter = 10;

interface Pod {
  /** One that is on its way out has a `deletionTimestamp`. */
  metadata: { name: string; deletionTimestamp?: string };
}

/** A pod of prod is killed while customers ask for pages. */
export async function killPod(stage: Stage): Promise<void> {
  const { narrator, name, platform } = stage;
  const namespace = `${name}-prod`;
  await narrator.chapter({
    title: 'A pod is killed under load',
    text: 'Six customers ask for the home page without a pause, and each page must have its products. Meanwhile one of the two pods of the catalog is killed. It finishes what it was asked, nobody is sent to it any more, and another takes its place.',
    look: [command(stage, `get pods --namespace ${namespace} --watch`), `${at(stage, 'shop')}: reload it`],
  });
  const deployment = ['deployment/catalog', '--namespace', namespace, '--timeout=120s'];
  // The rollback before may still bring pods up and others down.
  await platform.kubectl.run(['rollout', 'status', ...deployment], { timeout: 130_000 });
  const shop = await platform.shop(namespace, 'prod');
  const load = startLoad((agent) => askForPage(agent, shop));
  let failedBefore: number;
  try {
    failedBefore = await failuresUntilSteady(load);
    const pods = await platform.kubectl.list<Pod>(
      'pod',
      namespace,
      'app.kubernetes.io/name=catalog,app.kubernetes.io/component!=database',
    );
    const pod = pods.find(({ metadata }) => metadata.deletionTimestamp === undefined);
    if (!pod) throw new PlainError(`There is no pod of the catalog in ${namespace}.`);
    await platform.kubectl.run([
      'delete',
      'pod',
      pod.metadata.name,
      '--namespace',
      namespace,
      '--wait=false',
    ]);
    narrator.happened(`${pod.metadata.name} is killed, after ${load.answered()} pages`);
    await wait(secondsAfter * 1000);
    await platform.kubectl.run(['wait', '--for=condition=Available', ...deployment], { timeout: 130_000 });
  } finally {
    await load.stop();
    shop.close();
  }
  const failures = load.failures.slice(failedBefore);
  const [first] = failures;
  if (first !== undefined)
    throw new PlainError(`${failures.length} pages failed, ${load.answered()} did not. The first: ${first}`);
  narrator.happened(`${load.answered()} pages were asked for, and none failed`);
}

/**
 * Waits until no page fails any more: the first ones ask pods that have just been started, by the rollback before, and
 * on a busy machine not every answer of theirs comes within the page's budget.
 *
 * @returns how many have failed until then
 */
function failuresUntilSteady(load: Load): Promise<number> {
  return until(
    async () => {
      const [failed, answered] = [load.failures.length, load.answered()];
      await wait(secondsBefore * 1000);
      if (load.failures.length > failed) throw new Error(load.failures.at(-1));
      return load.answered() > answered && failed;
    },
    { otherwise: 'the shop does not answer with whole pages', seconds: 60 },
  );
}

async function askForPage(agent: Agent, { url, host }: ShopAddress): Promise<void> {
  const headers: Record<string, string> = host === undefined ? {} : { host };
  const { status, body } = await send(agent, 'GET', `${url}/`, headers);
  if (status !== 200) throw new Error(`the home page answered ${status}`);
  // What comes of the catalog. A laptop that is busy may be too slow for another part, and that is not the killed pod's.
  if (!body.includes('href="/products/')) throw new Error('the home page has no products');
}
