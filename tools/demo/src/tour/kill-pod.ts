import type { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { send, startLoad } from '@foldline/charts/load';
import { PlainError } from '@foldline/delivery/plain-error';
import type { ShopAddress } from '../platform/platform.ts';
import { at, command, type Stage } from './stage.ts';

const secondsBefore = 3;
const secondsAfter = 10;

/** A pod of prod is killed while customers ask for pages. */
export async function killPod(stage: Stage): Promise<void> {
  const { narrator, name, platform } = stage;
  const namespace = `${name}-prod`;
  await narrator.chapter({
    title: 'A pod is killed under load',
    text: 'Six customers ask for the home page without a pause, and each page must have its products. Meanwhile one of the two pods of the catalog is killed. It finishes what it was asked, nobody is sent to it any more, and another takes its place.',
    look: [command(stage, `get pods --namespace ${namespace} --watch`), `${at(stage, 'shop')}: reload it`],
  });
  const shop = await platform.shop(namespace, 'prod');
  const load = startLoad((agent) => askForPage(agent, shop));
  try {
    await wait(secondsBefore * 1000);
    const [pod] = await platform.kubectl.list<{ metadata: { name: string } }>(
      'pod',
      namespace,
      'app.kubernetes.io/name=catalog,app.kubernetes.io/component!=database',
    );
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
    const available = ['--for=condition=Available', 'deployment/catalog', '--namespace', namespace];
    await platform.kubectl.run(['wait', ...available, '--timeout=120s'], { timeout: 130_000 });
  } finally {
    await load.stop();
    shop.close();
  }
  const [first] = load.failures;
  if (first !== undefined)
    throw new PlainError(`${load.failures.length} of ${load.answered()} pages failed, the first: ${first}`);
  narrator.happened(`${load.answered()} pages were asked for, and none failed`);
}

async function askForPage(agent: Agent, { url, host }: ShopAddress): Promise<void> {
  const headers: Record<string, string> = host === undefined ? {} : { host };
  const { status, body } = await send(agent, 'GET', `${url}/`, headers);
  if (status !== 200) throw new Error(`the home page answered ${status}`);
  // What comes of the catalog. A laptop that is busy may be too slow for another part, and that is not the killed pod's.
  if (!body.includes('href="/products/')) throw new Error('the home page has no products');
}
