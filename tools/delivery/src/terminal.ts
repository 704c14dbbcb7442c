import type { Forge } from './forge/forge.ts';

/** What a command is run with: all that it knows of the process that it is part of. */
export interface Terminal {
  /** The folder to work in. */
  directory: string;
  env: NodeJS.ProcessEnv;
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Waits for the return key, or for the end of the input. */
  returnKey?: () => Promise<void>;
  /** What stands in for the forge of every env-repo. */
  forge?: Forge;
}
