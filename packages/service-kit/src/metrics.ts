import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** Records one answered request. `route` is the pattern that matched, never the raw path. */
  observeServerRequest(request: { method: string; route: string; status: number }, seconds: number): void;
  /** Records one call to a peer. `outcome` is the status, or the reason why there was none. */
  observeClientRequest(call: { peer: string; method: string; outcome: string }, seconds: number): void;
  /** Records whether calls to a peer are let through (0) or held back (1). */
  setCircuitOpen(peer: string, isOpen: boolean): void;
}

// Steps of OpenTelemetry's advice for http.server.request.duration, in seconds.
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/**
 * The metrics of one service: Prometheus' default process metrics, and the HTTP metrics under the names that
 * OpenTelemetry's semantic conventions give them (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/).
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const server = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time to answer a request, by method, route pattern and status.',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
    buckets: durationBuckets,
    registers: [registry],
  });
  const client = new Histogram({
    name: 'http_client_request_duration_seconds',
    help: 'Time of one call to a peer, retries each counted, by peer, method and outcome.',
    labelNames: ['peer', 'http_request_method', 'outcome'],
    buckets: durationBuckets,
    registers: [registry],
  });
  const circuit = new Gauge({
    name: 'http_client_circuit_open',
    help: '1 while calls to a peer are held back after repeated failures.',
    labelNames: ['peer'],
    registers: [registry],
  });
  return {
    registry,
    observeServerRequest({ method, route, status }, seconds) {
      server.observe(
        { http_request_method: method, http_route: route, http_response_status_code: status },
        seconds,
      );
    },
    observeClientRequest({ peer, method, outcome }, seconds) {
      client.observe({ peer, http_request_method: method, outcome }, seconds);
    },
    setCircuitOpen(peer, isOpen) {
      circuit.set({ peer }, isOpen ? 1 : 0);
    },
  };
}
