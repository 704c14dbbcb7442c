import type { Service } from './discover-services.ts';

/**
 * The order in which services stop: whoever calls others before those it calls, so that nobody meets a peer that is
 * gone already. Services of one group stop side by side.
 *
 * @returns the groups, first to stop first; services that call each other in a circle stop together
 */
export function shutdownOrder<Item extends Pick<Service, 'name' | 'peers'>>(
  services: readonly Item[],
): Item[][] {
  const groups: Item[][] = [];
  let remaining = [...services];
  while (remaining.length > 0) {
    const called = new Set(remaining.flatMap(({ name, peers }) => peers.filter((peer) => peer !== name)));
    const uncalled = remaining.filter(({ name }) => !called.has(name));
    const group = uncalled.length > 0 ? uncalled : remaining;
    groups.push(group);
    remaining = remaining.filter((service) => !group.includes(service));
  }
  return groups;
}
