/** Asks one dependency whether it is there: resolves if so, rejects or hangs if not. */
export type HealthProbe = (signal: AbortSignal) => Promise<void>;

export interface HealthCheck {
  probe: HealthProbe;
  /** Without a required dependency no request can be served; without any other the service serves what it can. */
  required: boolean;
}

export interface DependencyState {
  state: 'up' | 'down';
  required: boolean;
}

export interface Readiness {
  status: 'ready' | 'degraded' | 'not-ready' | 'shutting-down';
  dependencies: Record<string, DependencyState>;
}

export interface Health {
  /** True from the moment the service was told to stop. */
  readonly isDraining: boolean;
  /** Turns readiness off, for good. */
  drain(): void;
  /** Asks every dependency, side by side, for at most `probeTimeoutMs`. */
  readiness(): Promise<Readiness>;
}

/**
 * A service's readiness, from its dependencies by name. A peer service is never `required`: if it were, one service
 * that is away would take all that depend on it out of the load balancer.
 *
 * @param probeTimeoutMs how long a dependency may take to answer, in milliseconds
 */
export function createHealth(checks: Record<string, HealthCheck>, probeTimeoutMs = 1000): Health {
  let isDraining = false;
  return {
    get isDraining() {
      return isDraining;
    },
    drain() {
      isDraining = true;
    },
    async readiness() {
      const states = await Promise.all(
        Object.entries(checks).map(async ([name, check]): Promise<[string, DependencyState]> => {
          const state = (await isUp(check.probe, probeTimeoutMs)) ? 'up' : 'down';
          return [name, { state, required: check.required }];
        }),
      );
      const down = states.filter(([, dependency]) => dependency.state === 'down');
      const isBlocked = down.some(([, dependency]) => dependency.required);
      const served = down.length > 0 ? 'degraded' : 'ready';
      const status = isDraining ? 'shutting-down' : isBlocked ? 'not-ready' : served;
      return { status, dependencies: Object.fromEntries(states) };
    },
  };
}

async function isUp(probe: HealthProbe, timeoutMs: number): Promise<boolean> {
  const signal = AbortSignal.timeout(timeoutMs);
  const timeout = new Promise<false>((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve(false);
      },
      { once: true },
    );
  });
  const answer = probe(signal).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]);
}
