import { readdirSync, statSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join, sep } from 'node:path';

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
 */
export function watchFolders(folders: readonly string[], onChange: () => void): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;

  const note = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, quietMs);
  };

  const add = (folder: string): void => {
    if (watchers.has(folder) || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    const watcher = watch(folder, (event, name) => {
      if (name === null || irrelevant.test(name)) return;
      if (event === 'rename') {
        // A folder that comes back, for example when a branch is switched, is another one of the same name.
        forget(join(folder, name));
        add(join(folder, name));
      }
      note();
    });
    watcher.on('error', () => {
      forget(folder);
    });
    watchers.set(folder, watcher);
    // Read only now, so that no folder is made between the look and the watch.
    for (const name of foldersIn(folder)) add(join(folder, name));
  };

  /** Ends the watching of a folder and of all below it. */
  const forget = (folder: string): void => {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      watchers.delete(path);
    }
  };

  for (const folder of folders) add(folder);
  return {
    close() {
      clearTimeout(timer);
      for (const folder of folders) forget(folder);
    },
  };
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !irrelevant.test(entry.name))
      .map((entry) => entry.name);
  } catch {
    // Gone meanwhile.
    return [];
  }
}
