import { readFileSync } from 'node:fs';
import { fastify } from 'fastify';

// What the services are compared with: Fastify alone, which sends the bytes of the file BODY, or a few of its own.
const body = process.env['BODY'] === undefined ? '{"status":"alive"}' : readFileSync(process.env['BODY']);
const app = fastify();
app.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
process.once('SIGTERM', () => void app.close());
