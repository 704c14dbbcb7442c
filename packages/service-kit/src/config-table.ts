import { hostname } from 'node:os';
import type { ConfigVars } from './config.ts';

/**
 * The Markdown table of a service's environment variables for its README, in the order in which they are declared.
 *
 * @returns lines of a GitHub Markdown table that ends without a newline
 */
export function configTable(vars: ConfigVars): string {
  const rows = Object.entries(vars).map(([name, variable]) => {
    const isRequired = !('default' in variable);
    const value = isRequired ? '_required_' : showDefault(variable.default);
    return `| \`${name}\` | ${variable.desc ?? ''} | ${value} | \`${variable.example ?? ''}\` |`;
  });
  return ['| variable | what it is | default | example |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function showDefault(value: unknown): string {
  if (value === undefined) return '_none_';
  // The only default that differs from machine to machine.
  if (value === hostname()) return "_the machine's host name_";
  return `\`${JSON.stringify(value).replaceAll('"', '')}\``;
}
