/** A forge with an env-repo on it, for a test. */
export interface ForgeStage {
  /** What a run needs to use it. */
  env: NodeJS.ProcessEnv;
  /** The same with a token that opens nothing. */
  strangerEnv: NodeJS.ProcessEnv;
  /** All requests that there ever were, oldest first. */
  requests: () => Promise<StagedRequest[]>;
  close: (number: number) => Promise<void>;
  merge: (number: number) => Promise<void>;
  /** Replaces the body of a request, as a person does. */
  write: (number: number, body: string) => Promise<void>;
}

export interface StagedRequest {
  number: number;
  /** `open` or `closed`; a merged one is closed. */
  state: string;
  title: string;
  body: string;
}
