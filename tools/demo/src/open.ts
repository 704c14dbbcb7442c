import { PlainError } from '@foldline/delivery/plain-error';
import { platformOf } from './platform/platform-of.ts';
import { program } from './program.ts';
import { requireState } from './state.ts';
import { describe } from './status.ts';
import type { Terminal } from './terminal.ts';

export const places = ['shop', 'dev', 'preprod', 'argo-cd', 'kargo', 'forge'];

/** Opens a part of the demo in the browser, and says where it is. */
export async function open(terminal: Terminal, place: string): Promise<void> {
  const addresses = await platformOf(await requireState(terminal), terminal).addresses();
  const found = addresses.find((address) => address.place === place);
  if (!found) {
    const known = addresses.map((address) => address.place).join(', ');
    throw new PlainError(`The demo has no address of "${place}". It has: ${known}.`, 'usage');
  }
  terminal.stdout(`${describe(found)}\n`);
  // Nothing is there to open before the command runs.
  if (found.through !== undefined) return;
  const [browser, ...args] = opener(process.platform);
  await program(browser, [...args, found.url], { env: terminal.env, timeout: 10_000 }).catch(
    (error: unknown) => {
      throw new PlainError('No browser could be opened here. Open the address above.', 'failed', {
        cause: error,
      });
    },
  );
}

/** What opens an address with the browser of whoever sits there. */
function opener(platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  // An empty title: `start` takes the first text in quotes for one.
  return platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
}
