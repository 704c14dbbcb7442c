import { readdirSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';

/** Long enough for an editor to write all its files, too short to be felt. */
const quietMs = 100;

/** Tests, generated code, hidden files and the backup and swap files of editors. */
const irrelevant = /\.test\.tsx?$|^generated$|^node_modules$|^\.|~$|^4913$/;

export interface FolderWatch {
  close(): void;
}

/**
 * Calls back when files in these folders or below have changed, once for changes that come together.
 *
 * Every folder is watched by itself. Node.js can watch a whole tree, but on Linux (Node.js 20) it watches each file,
 * and loses those that an editor replaces instead of rewriting them.
 *
 */
export function watchFolders(folders: readonly string[], onChange: () => void): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;

  const note = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  };

  const add = (folder: string): void => {
    if (watchers.has(folder)) return;
    let names: string[];
    try {
      names = readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !irrelevant.test(entry.name))
        .map((entry) => entry.name);
    } catch {
      // Not a folder, or gone meanwhile.
      return;
    }
    const watcher = watch(folder, (event, name) => {
      if (name === null || irrelevant.test(name)) return;
      if (event === 'rename') add(join(folder, name));
      note();
    });
    // A removed folder may come back, for example when a branch is switched.
    watcher.on('error', () => {
      forget(folder);
    });
    watchers.set(folder, watcher);
    for (const name of names) add(join(folder, name));
  };

  const forget = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };

  for (const folder of folders) add(folder);
  return {
    close() {
      clearTimeout(timer);
      for (const folder of watchers.keys()) forget(folder);
    },
  };
}
