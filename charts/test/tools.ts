/** A program of Helm's, and its major version. */
export interface Helm {
  program: string;
  major: number;
}

/** What find-tools.ts found on this machine, for the tests to `inject`. */
export interface Tools {
  /** Helm programs; none where the suites that render are skipped. */
  helms: Helm[];
  /** The charts with the library chart in its place, so that they can be rendered. */
  builtCharts: string;
  /** Where the schemas of Kubernetes' kinds are, where there are any and there is kubeconform. */
  schemas: string | undefined;
  /** Whether README.md can be held to what helm-docs writes. */
  helmDocs: boolean;
  /** Whether there is promtool, which runs alerting rules on given samples. */
  promtool: boolean;
}

declare module 'vitest' {
  export interface ProvidedContext {
    tools: Tools;
  }
}
