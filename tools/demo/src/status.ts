import { standings } from './argo-cd.ts';
import { deliveredServices } from './delivered-services.ts';
import { environmentNames } from './environments.ts';
import { platformOf } from './platform/platform-of.ts';
import type { Address, Platform } from './platform/platform.ts';
import { requireState } from './state.ts';
import type { Terminal } from './terminal.ts';

/** Shows what runs where, as Argo CD has it, and the addresses. */
export async function status(terminal: Terminal, { json = false }: { json?: boolean }): Promise<void> {
  const state = await requireState(terminal);
  const platform = platformOf(state, terminal);
  const all = await standings(platform.kubectl, state.name);
  if (json) {
    const value = { name: state.name, applications: all, addresses: await platform.addresses() };
    terminal.stdout(`${JSON.stringify(value, null, 2)}\n`);
    return;
  }
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => cell.padEnd(index === 0 ? 16 : 26))
      .join('')
      .replace(/ *$/, '\n');
  terminal.stdout(line(['', ...environmentNames]));
  for (const { name: service } of await deliveredServices()) {
    const cells = environmentNames.map((environment) => {
      const found = all.find((each) => each.service === service && each.environment === environment);
      if (!found) return '-';
      const isWell = found.sync === 'Synced' && found.health === 'Healthy';
      return `${found.version} ${isWell ? 'healthy' : `${found.sync}, ${found.health}`}`;
    });
    terminal.stdout(line([service, ...cells]));
  }
  await tellAddresses(platform, terminal);
}

/** An address, with what it takes to get there. */
export function describe({ url, login, through }: Address): string {
  const needed = [login, through].filter((text) => text !== undefined);
  return needed.length === 0 ? url : `${url}  (${needed.join('; ')})`;
}

/** Lists what there is to open, with the passwords. */
export async function tellAddresses(platform: Platform, { stdout }: Terminal): Promise<void> {
  stdout('\n');
  for (const address of await platform.addresses())
    stdout(`${address.place.padEnd(10)} ${describe(address)}\n`);
}
