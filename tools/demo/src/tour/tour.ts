import { Checkout } from '../checkout.ts';
import { ForgeRepository } from '../gitea.ts';
import { KargoProject } from '../kargo.ts';
import { platformOf } from '../platform/platform-of.ts';
import { requireState } from '../state.ts';
import type { Terminal } from '../terminal.ts';
import { badRelease } from './bad-release.ts';
import { goodRelease } from './good-release.ts';
import { killPod } from './kill-pod.ts';
import { Narrator } from './narrator.ts';
import { rollback } from './rollback.ts';
import type { Stage } from './stage.ts';

/**
 * Tells the way of releases on the running demo, and waits for whoever presents where somebody does. It can be told again:
 * each time with newer versions.
 *
 * @throws PlainError when something does not happen that should
 */
export async function tour(terminal: Terminal, { wait }: { wait: boolean }): Promise<void> {
  const state = await requireState(terminal);
  const platform = platformOf(state, terminal);
  const repository = new ForgeRepository(await platform.forge(), state.name);
  const narrator = new Narrator(terminal, wait && terminal.isInteractive);
  await Checkout.with(repository, terminal.env, async (checkout) => {
    const stage: Stage = {
      ...{ name: state.name, platform, repository, checkout, narrator },
      kargo: new KargoProject(platform.kubectl, state.name),
      addresses: await platform.addresses(),
    };
    const before = (await checkout.versionIn('prod', 'catalog')) ?? '';
    const after = await goodRelease(stage);
    await badRelease(stage);
    await rollback(stage, { from: after, to: before });
    await killPod(stage);
  });
  terminal.stdout(
    '\nThat was the tour. npm run demo -- status shows what runs now, and npm run demo -- down ends it.\n',
  );
}
