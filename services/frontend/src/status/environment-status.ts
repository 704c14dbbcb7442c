import { Type, type Static } from 'typebox';

const stateWords = ['ready', 'degraded', 'not-ready', 'away', 'absent'] as const;

/** How a service does. `away`: it gives no usable answer; `absent`: this shop was started without it. */
export type ServiceState = (typeof stateWords)[number];

// Names and versions are shown as they come: they have to be short, and one word.
const Word = (maxLength: number): Type.TString => Type.String({ maxLength, pattern: String.raw`^\S+$` });
const OrNull = <Schema extends Type.TSchema>(schema: Schema): Type.TUnion<[Schema, Type.TNull]> =>
  Type.Union([schema, Type.Null()]);

/** One service as `GET /status.json` describes it. What a service that is away would have said is null. */
export const ServiceStatus = Type.Object({
  service: Word(63),
  state: Type.Enum([...stateWords]),
  version: OrNull(Word(128)),
  commit: OrNull(Word(64)),
  /** ISO 8601, or `unknown`. */
  builtAt: OrNull(Word(64)),
  instance: OrNull(Word(253)),
  /** How long the service took to say what it is, in milliseconds; null for the frontend, which asks itself. */
  latencyMs: OrNull(Type.Number({ minimum: 0 })),
  /** When the answering instance of the frontend first saw the service in this state and version. */
  changedAt: Type.String({ format: 'date-time' }),
});
export type ServiceStatus = Static<typeof ServiceStatus>;

/** The answer of `GET /status.json`: what runs in one environment. */
export const EnvironmentStatus = Type.Object({
  environment: Word(63),
  asOf: Type.String({ format: 'date-time' }),
  services: Type.Array(ServiceStatus, { maxItems: 50 }),
});
export type EnvironmentStatus = Static<typeof EnvironmentStatus>;

/** What a service says of itself at `GET /version`, as far as it is shown. */
export const ServiceVersion = Type.Object({
  service: Word(63),
  version: Word(128),
  commit: Word(64),
  builtAt: Word(64),
  instance: Word(253),
});
