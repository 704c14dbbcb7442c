import { kubectl } from './command.ts';

/** Where a connection may lead: a name for the test, an address and a port. */
export interface Target {
  name: string;
  host: string;
  port: number;
}

// Runs inside of a pod. A connection that a policy denies is refused or never answered.
const script = `
  const { connect } = require('node:net');
  const attempt = ({ name, host, port }) => new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 3000 });
    const end = (isOpen) => { socket.destroy(); resolve(isOpen ? [name] : []); };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
  Promise.all(JSON.parse(process.argv[1]).map(attempt)).then((open) => console.log(JSON.stringify(open.flat())));
`;

/** Tries connections from a pod with Node.js, all at once, and answers the names of those that were opened. */
export async function opened(namespace: string, pod: string, targets: Target[]): Promise<string[]> {
  const node = ['/nodejs/bin/node', '--eval', script, JSON.stringify(targets)];
  const printed = await kubectl(namespace, 'exec', pod, '--', ...node);
  return (JSON.parse(printed) as string[]).sort();
}
