import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { PeerError } from './peer-error.ts';

export interface PeerCircuitOptions {
  peer: string;
  logger: Logger;
  metrics: Metrics;
  /** After how many failures in a row calls are held back. */
  failuresToOpen: number;
  /** How long calls are held back before one is let through again, in milliseconds. */
  openMs: number;
}

/**
 * A circuit breaker for one peer. That a caller in a hurry got no answer says nothing about the peer: it does not open
 * the circuit, and as the one call that is let through on trial it neither closes it nor prolongs the wait.
 */
export function createPeerCircuit(options: PeerCircuitOptions): CircuitBreakerPolicy {
  const { peer, logger, metrics, failuresToOpen, openMs } = options;
  const circuit: CircuitBreakerPolicy = circuitBreaker(
    handleWhen((error) => circuit.state === CircuitState.HalfOpen || !isHurried(error)),
    {
      halfOpenAfter: new DelegateBackoff(({ result }) =>
        'error' in result && isHurried(result.error) ? 0 : openMs,
      ),
      breaker: new ConsecutiveBreaker(failuresToOpen),
    },
  );
  circuit.onBreak((reason) => {
    metrics.setCircuitOpen(peer, true);
    if ('error' in reason && isHurried(reason.error)) return;
    logger.warn({ peer, openMs }, 'peer keeps failing: calls are held back');
  });
  circuit.onReset(() => {
    metrics.setCircuitOpen(peer, false);
    logger.info({ peer }, 'peer answers again');
  });
  metrics.setCircuitOpen(peer, false);
  return circuit;
}

function isHurried(error: unknown): boolean {
  return error instanceof PeerError && error.reason === 'hurried';
}
