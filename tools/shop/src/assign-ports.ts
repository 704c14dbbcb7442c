import { isPort } from './discover-services.ts';
import type { Service } from './discover-services.ts';
import { PlainError } from './plain-error.ts';
import { variableName } from './variable-names.ts';

/**
 * Gives each service the port of `<NAME>_PORT`, or leaves it its own.
 *
 * @throws PlainError that lists every bad value and every port that is given twice
 */
export function assignPorts(services: readonly Service[], env: NodeJS.ProcessEnv): Service[] {
  const problems: string[] = [];
  const assigned = services.map((service) => {
    const variable = variableName(service.name, 'PORT');
    const value = env[variable];
    if (value === undefined) return service;
    const port = /^\d+$/.test(value) ? Number(value) : undefined;
    if (isPort(port)) return { ...service, port };
    problems.push(
      `${variable} is "${value}" and must be a port from 1 to 65535, for example ${service.port}.`,
    );
    return service;
  });
  for (const [index, { name, port }] of assigned.entries()) {
    const other = assigned.slice(0, index).find((earlier) => earlier.port === port);
    if (other === undefined) continue;
    const variables = `${variableName(other.name, 'PORT')} or ${variableName(name, 'PORT')}`;
    problems.push(`${other.name} and ${name} have the same port, ${port}. Set ${variables} to another one.`);
  }
  if (problems.length > 0) throw new PlainError(problems.join('\n'));
  return assigned;
}
