/** What a command is run with: all that it knows of the process that it is part of. */
export interface Terminal {
  env: NodeJS.ProcessEnv;
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Whether a person reads what is written, and can answer. */
  isInteractive: boolean;
  /** Waits for the return key, or for the end of the input. */
  returnKey: () => Promise<void>;
}
