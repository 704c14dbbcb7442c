import { postgresGlobalSetup } from '@foldline/local-postgres/testing';

export default postgresGlobalSetup({ name: 'kit', prepare: () => Promise.resolve() });
