import { postgresGlobalSetup } from '@foldline/local-postgres/testing';

/** A PostgreSQL server for the real catalog and voting; each brings its empty database up to date itself. */
export default postgresGlobalSetup({ name: 'frontend', prepare: () => Promise.resolve() });
