/**
 * What a run listens to and passes on to the services: the environment without empty variables, which count as absent.
 *
 * PostgreSQL's own variables (`PGSSLMODE`, `PGOPTIONS`, ...) are there only together with the address of a server of the
 * user's. They would keep our own from working, also in this process, whose driver reads them: so they are removed from
 * `process.env` as well.
 */
export function takeEnvironment(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => process.env[name] !== '');
  const isUsersServer = names.some((name) => /^(.+_)?DATABASE_URL$/.test(name));
  if (!isUsersServer) {
    for (const name of names.filter((name) => name.startsWith('PG')))
      Reflect.deleteProperty(process.env, name);
  }
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
}
