import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Git } from '../git/git.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';

/** A Kubernetes object that differs. */
export interface ObjectChange {
  /** Kind and name, with the namespace where it says one: `Deployment catalog`, `ResourceQuota foldline-dev/environment`. */
  object: string;
  /** Whether it comes, goes or stays. */
  change: 'added' | 'removed' | 'changed';
  /** The lines that differ with some around them, as `diff -u` has them. */
  diff: string;
}

interface ManifestHead {
  kind: string;
  metadata: { namespace?: string; name?: string };
}

/** Compares what helm has rendered, object by object, by kind, namespace and name. */
export async function compareManifests(git: Git, before: string, after: string): Promise<ObjectChange[]> {
  if (before === after) return [];
  const sides = [splitManifests(before), splitManifests(after)] as const;
  const objects = [...new Set(sides.flatMap((side) => [...side.keys()]))].sort();
  return withTemporaryFolder('foldline-manifests-', async (directory) => {
    for (const [index, side] of sides.entries()) {
      const folder = join(directory, String(index));
      await mkdir(folder);
      for (const [object, text] of side) await writeFile(join(folder, String(objects.indexOf(object))), text);
    }
    // Its exit code says whether they differ.
    const { stdout } = await git.run([
      ...[
        '-C',
        directory,
        'diff',
        '--no-index',
        '--no-ext-diff',
        '--no-textconv',
        '--no-color',
        '--no-prefix',
      ],
      ...['--text', '--', '0', '1'],
    ]);
    return stdout
      .toString()
      .split(/^diff --git /m)
      .slice(1)
      .map((part) => toChange(part, objects));
  });
}

function toChange(part: string, objects: readonly string[]): ObjectChange {
  const lines = part.split('\n');
  const first = lines.findIndex((line) => line.startsWith('@@'));
  const heading = lines.slice(0, first);
  const number = /^[01]\/(\d+) /.exec(part)?.[1];
  return {
    object: objects[Number(number)] ?? '',
    change: heading.some((line) => line.startsWith('new file'))
      ? 'added'
      : heading.some((line) => line.startsWith('deleted file'))
        ? 'removed'
        : 'changed',
    diff: lines.slice(first).join('\n').trimEnd(),
  };
}

/** The objects of a stream of YAML by kind, namespace and name, each as it is written there. */
function splitManifests(text: string): Map<string, string> {
  const objects = new Map<string, string>();
  for (const document of text.split(/^---$/m)) {
    const { kind, metadata = {} } = (parse(document) ?? {}) as Partial<ManifestHead>;
    if (kind === undefined) continue;
    const content = document.replace(/^# Source: .*\n/gm, '').trim();
    const name = [metadata.namespace, metadata.name].filter((part) => part !== undefined).join('/');
    objects.set(`${kind} ${name}`, `${content}\n`);
  }
  return objects;
}
