import type { Lockfile } from './lockfile.ts';
import { originsOf } from './lockfile.ts';

/** npm's lockfile: a change in it may change an image; only its content tells. */
export const lockfilePath = 'package-lock.json';

/**
 * The folders whose content a release of a service is made from: its own, its chart and the charts' library, the
 * packages of this repository that it depends on, the image's recipe. Sorted, from the repository's root.
 *
 * @throws PlainError when there is no such service
 */
export function serviceFolders(lockfile: Lockfile, service: string): string[] {
  return [`charts/${service}`, 'charts/service', ...originsOf(lockfile, service).folders].sort();
}

/** The patterns of all that can release a service, as `on.push.paths` of a workflow takes them. */
export function servicePatterns(lockfile: Lockfile, service: string): string[] {
  return [...serviceFolders(lockfile, service).map((folder) => `${folder}/**`), lockfilePath];
}
