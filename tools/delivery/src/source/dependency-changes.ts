import type { Origins } from './lockfile.ts';

/** A package from the registry that is another one than before. */
export interface DependencyChange {
  name: string;
  /** Versions before, none for a new package; usually one. */
  from: string[];
  /** Versions now, none for one that is gone. */
  to: string[];
}

/** How the packages in an image differ from those in another. */
export function dependencyChanges(before: Origins, after: Origins): DependencyChange[] {
  const differing = new Set<string>();
  for (const [one, other] of [
    [before.packages, after.packages],
    [after.packages, before.packages],
  ] as const) {
    for (const [id, integrity] of one) if (other.get(id) !== integrity) differing.add(split(id).name);
  }
  return [...differing]
    .sort()
    .map((name) => ({ name, from: versionsOf(before, name), to: versionsOf(after, name) }));
}

function versionsOf({ packages }: Origins, name: string): string[] {
  return [...packages.keys()].map(split).flatMap((id) => (id.name === name ? [id.version] : []));
}

function split(id: string): { name: string; version: string } {
  const at = id.lastIndexOf('@');
  return { name: id.slice(0, at), version: id.slice(at + 1) };
}
