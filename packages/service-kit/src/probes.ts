const probes = new Set(['/livez', '/readyz', '/metrics']);

/** Whether a route is asked by machines every few seconds, so that its requests are not worth a log line at info. */
export function isProbe(route: string): boolean {
  return probes.has(route);
}
