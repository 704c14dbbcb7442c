import type { Checkout } from '../checkout.ts';
import type { ForgeRepository } from '../gitea.ts';
import type { KargoProject } from '../kargo.ts';
import type { Address, Platform } from '../platform/platform.ts';
import type { Narrator } from './narrator.ts';

/** Where the tour takes place: the running demo, and who tells of it. */
export interface Stage {
  /** What the demo is called. */
  name: string;
  platform: Platform;
  repository: ForgeRepository;
  checkout: Checkout;
  kargo: KargoProject;
  narrator: Narrator;
  addresses: readonly Address[];
}

/** Where to look at something: its address, with a path behind it; its name, where there is none. */
export function at({ addresses }: Stage, place: string, path = ''): string {
  const found = addresses.find((address) => address.place === place);
  // Of a platform that was there before, whoever presents knows the addresses.
  return found ? `${found.url}${path}` : place;
}

/** A command that shows something in the cluster. */
export function command({ platform }: Stage, text: string): string {
  return `kubectl --context ${platform.kubectl.context} ${text}`;
}
