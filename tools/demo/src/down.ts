import { ForgeRepository } from './gitea.ts';
import { platformOf } from './platform/platform-of.ts';
import { Progress } from './progress.ts';
import { removeDelivery } from './remove-delivery.ts';
import { forgetState, readState } from './state.ts';
import type { Terminal } from './terminal.ts';

/**
 * Takes away what `up` has brought, however far it came: the cluster, or what is in one that stays. The images stay with
 * the container engine.
 */
export async function down(terminal: Terminal): Promise<void> {
  const state = await readState(terminal);
  if (!state) {
    terminal.stdout('No demo is up: there is nothing to take away.\n');
    return;
  }
  const progress = new Progress(terminal.stdout);
  const platform = platformOf(state, terminal);
  const { name } = state;
  if (!platform.isOurs) {
    await progress.step('The delivery and the shop go', () => removeDelivery(platform.kubectl, name));
    const repository = new ForgeRepository(await platform.forge(), name);
    await progress.step('The repository goes', () => repository.remove());
  }
  await platform.remove(progress);
  await forgetState(terminal);
  progress.say('Nothing of the demo is left.');
}
