import { PlainError } from '../plain-error.ts';

interface LockedPackage {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** npm's account of what is installed where: location in the repository to package. */
export type Lockfile = ReadonlyMap<string, LockedPackage>;

/** What an image is made from, as far as npm knows. */
export interface Origins {
  /** Folders of this repository, sorted. */
  folders: string[];
  /** Packages from the registry: name and version to what npm checks the download with. */
  packages: Map<string, string>;
}

/** The folder of the recipe that every image is made by. */
const recipe = 'tools/images';

/** The development dependencies whose version or content decides what is in an image. The others test or check it. */
const imageMakers = new Set(['@foldline/tsconfig', 'esbuild', 'prisma']);

/** @throws PlainError when it is not a lockfile of npm 7 or later */
export function parseLockfile(text: string): Lockfile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new PlainError('package-lock.json is not valid JSON. Run `npm install` to mend it.', 'failed', {
      cause: error,
    });
  }
  const { packages } = (content ?? {}) as { packages?: unknown };
  if (typeof packages !== 'object' || packages === null) {
    throw new PlainError('package-lock.json has no "packages". Write it with npm 7 or later.');
  }
  return new Map(Object.entries(packages as Record<string, LockedPackage>));
}

/** The names of the services: the folders of `services/` that npm knows. */
export function serviceNames(lockfile: Lockfile): string[] {
  return [...lockfile.keys()].flatMap((location) => /^services\/([^/]+)$/.exec(location)?.[1] ?? []).sort();
}

/**
 * Follows a service's dependencies, and the makers of its image, through the lockfile.
 *
 * @throws PlainError when there is no such service
 */
export function originsOf(lockfile: Lockfile, service: string): Origins {
  const start = `services/${service}`;
  if (!lockfile.has(start)) {
    throw new PlainError(
      `There is no service ${service}. There are: ${serviceNames(lockfile).join(', ')}. A new one is known after \`npm install\`.`,
      'usage',
    );
  }
  const seen = new Set([start]);
  if (lockfile.has(recipe)) seen.add(recipe);
  for (const location of seen) {
    for (const name of dependenciesAt(lockfile, location)) {
      const found = locate(lockfile, location, name);
      // An optional or peer dependency may be absent.
      if (found !== undefined) seen.add(found);
    }
  }
  const folders = [...seen].filter((location) => !location.includes('node_modules/')).sort();
  const packages = [...seen].filter((location) => location.includes('node_modules/')).sort();
  return {
    folders,
    packages: new Map(packages.map((location) => describe(location, lockfile.get(location) ?? {}))),
  };
}

function dependenciesAt(lockfile: Lockfile, location: string): string[] {
  const { dependencies, optionalDependencies, peerDependencies, devDependencies } =
    lockfile.get(location) ?? {};
  const makers = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => imageMakers.has(name));
  // What the recipe needs besides, to run and to be tested, is not in an image.
  if (location === recipe) return makers;
  return [...Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }), ...makers];
}

/** Where a package finds a dependency, as Node.js looks for it: beside itself, then further and further up. */
function locate(lockfile: Lockfile, from: string, name: string): string | undefined {
  const segments = from.split('/');
  for (let length = segments.length; length >= 0; length--) {
    const candidate = [...segments.slice(0, length), 'node_modules', name].join('/');
    const found = lockfile.get(candidate);
    if (found !== undefined) return found.link === true ? found.resolved : candidate;
  }
  return undefined;
}

function describe(location: string, { version = '', integrity = '' }: LockedPackage): [string, string] {
  const name = location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return [`${name}@${version}`, integrity];
}
