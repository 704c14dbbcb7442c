/** What `GET /version` answers: which build of which service runs where. */
export interface ServiceInfo {
  service: string;
  /** The released version (SemVer), handed over at deployment. */
  version: string;
  commit: string;
  /** ISO 8601, or `unknown`. */
  builtAt: string;
  environment: string;
  instance: string;
}

/** The part of a service's configuration that says what it is. */
export interface ServiceIdentity {
  VERSION: string;
  COMMIT: string;
  BUILT_AT: string;
  ENVIRONMENT: string;
  INSTANCE: string;
}

/** Gathers {@link ServiceInfo} from a service's name and its configuration. */
export function serviceInfo(service: string, config: ServiceIdentity): ServiceInfo {
  return {
    service,
    version: config.VERSION,
    commit: config.COMMIT,
    builtAt: config.BUILT_AT,
    environment: config.ENVIRONMENT,
    instance: config.INSTANCE,
  };
}
