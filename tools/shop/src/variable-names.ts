/** The environment variable of a service: `gift-wrap` and `PORT` give `GIFT_WRAP_PORT`. */
export function variableName(service: string, suffix: 'PORT' | 'URL' | 'DATABASE_URL'): string {
  return `${service.toUpperCase().replaceAll('-', '_')}_${suffix}`;
}

/** A service's database: `gift-wrap` gives `gift_wrap`. */
export function databaseName(service: string): string {
  return service.replaceAll('-', '_');
}
