import { commandWith } from './command-line.ts';
import type { Command } from './command-line.ts';
import type { Service } from './discover-services.ts';
import { PlainError } from './plain-error.ts';
import { findPortHolder } from './port-holder.ts';
import { isPortTaken } from './port-state.ts';
import { variableName } from './variable-names.ts';

/**
 * Makes sure, before anything is started, that every service can have its port.
 *
 * @throws PlainError with a sentence for each taken port: who has it, and what to do
 */
export async function checkPorts(
  services: readonly Service[],
  host: string,
  command: Command,
): Promise<void> {
  const states = await Promise.all(
    services.map(async (service) => ({ service, taken: await isPortTaken(host, service.port) })),
  );
  const taken = states.filter((state) => state.taken).map((state) => state.service);
  if (taken.length === 0) return;
  const findings = await Promise.all(taken.map((service) => examine(service)));
  if (findings.every((finding) => finding.isOurs)) throw new PlainError(alreadyRuns(findings));
  const ports = new Set(services.map((service) => service.port));
  throw new PlainError(findings.map((finding) => portIsTaken(finding, ports, command)).join('\n'));
}

interface Finding {
  service: Service;
  /** Whether the same service of a shop answers there. */
  isOurs: boolean;
  /** Such as ` (python3, process 4711)`; empty where it is not known. */
  holder: string;
}

async function examine(service: Service): Promise<Finding> {
  const [isOurs, holder] = await Promise.all([isSameService(service), findPortHolder(service.port)]);
  return { service, isOurs, holder: holder ? ` (${holder.command}, process ${holder.pid})` : '' };
}

/** Every service of the shop says its name under `/version`. */
async function isSameService({ name, port }: Service): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/version`, { signal: AbortSignal.timeout(1_000) });
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'service' in body && body.service === name;
  } catch {
    return false;
  }
}

function alreadyRuns(findings: readonly Finding[]): string {
  const list = findings.map(({ service, holder }) => `${service.name} on port ${service.port}${holder}`);
  return `Foldline already runs: ${list.join(', ')}. Use it, or stop it first with Ctrl-C in its terminal.`;
}

function portIsTaken({ service, isOurs, holder }: Finding, ports: Set<number>, command: Command): string {
  let other = service.port + 100;
  while (ports.has(other) || other > 65_535) other = other > 65_535 ? 1_024 : other + 1;
  const who = isOurs ? `another run of Foldline${holder}` : `another program${holder}`;
  const hint = commandWith(variableName(service.name, 'PORT'), String(other), command);
  return `Port ${service.port} (${service.name}) is taken by ${who}. Stop it, or choose another port: ${hint}`;
}
