import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SeverableProxy {
  /** The address given, with the proxy's host and port in place of its own. */
  url: string;
  /** Cuts every connection, and lets none be made until it is mended. */
  sever(): void;
  /** Connections stay and are accepted, but nothing passes any more. */
  freeze(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A way to a real server that a test can cut: for the client it is as if the server were away. */
export async function startSeverableProxy(target: string): Promise<SeverableProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'whole' | 'severed' | 'frozen' = 'whole';
  function track(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  }
  function cutAll(): void {
    for (const socket of sockets) socket.destroy();
  }
  const server = createServer((client) => {
    track(client);
    if (state === 'severed') client.destroy();
    if (state !== 'whole') return;
    const upstream = connect(Number(port), hostname);
    track(upstream);
    client.pipe(upstream);
    upstream.pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    sever() {
      state = 'severed';
      cutAll();
    },
    freeze() {
      state = 'frozen';
      for (const socket of sockets) socket.unpipe().pause();
    },
    mend() {
      state = 'whole';
      cutAll();
    },
    async close() {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
