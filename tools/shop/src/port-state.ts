import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { PlainError } from './plain-error.ts';

/**
 * Whether a program listens on a TCP port that we are about to use.
 *
 * Asked in two ways: by listening, and by connecting, because macOS and Windows let two programs listen on the same
 * port of different addresses, and a browser that opens `localhost` may try ::1 first.
 *
 * @throws PlainError when the host or the port cannot be used at all
 */
export async function isPortTaken(host: string, port: number): Promise<boolean> {
  if (!(await canListen(host, port))) return true;
  return (await Promise.all(['127.0.0.1', '::1'].map((address) => answers(address, port)))).includes(true);
}

async function canListen(host: string, port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return false;
    if (code === 'EACCES') {
      throw new PlainError(`This user may not listen on port ${port}. Choose one above 1023.`, {
        cause: error,
      });
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      throw new PlainError(`HOST is "${host}", which is no address of this machine. Try HOST=127.0.0.1.`, {
        cause: error,
      });
    }
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}

async function answers(address: string, port: number): Promise<boolean> {
  const socket = connect({ host: address, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(500) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
