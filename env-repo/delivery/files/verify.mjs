// Asks a service in an environment whether it is the version that was released, and does what it is for.
// Arguments: service, namespace, version, how many seconds it has to become so.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const [service, namespace, version, seconds] = process.argv.slice(1);
const deadline = Date.now() + Number(seconds) * 1000;

const checks = {
  async catalog() {
    const product = await anyProduct();
    const { slug } = await ask('catalog', `/api/products/${product.slug}`);
    expect(slug === product.slug, `the product ${product.slug} answers as ${slug}`);
  },
  async voting() {
    const { id } = await anyProduct();
    const headers = { 'x-voter-id': randomUUID() };
    const vote = (method) => ask('voting', `/api/products/${id}/vote`, { method, headers });
    expect((await vote('PUT')).voted === true, 'a vote was not taken');
    expect((await vote('DELETE')).voted === false, 'a vote was not taken back');
  },
  async recommendation() {
    await ask('recommendation', '/api/daily');
  },
  async frontend() {
    await ask('frontend', '/');
  },
};

async function anyProduct() {
  const { items } = await ask('catalog', '/api/products?limit=1');
  expect(items.length === 1, 'the list has no product');
  return items[0];
}

async function ask(name, path, options = {}) {
  const url = `http://${name}.${namespace}.svc.cluster.local:8080${path}`;
  const response = await fetch(url, { ...options, signal: AbortSignal.timeout(5000) }).catch((error) => {
    throw new Error(`${url} does not answer: ${error.cause?.message ?? error.message}`);
  });
  expect(response.ok, `${options.method ?? 'GET'} ${url} answers ${response.status}`);
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return isJson ? response.json() : response.text();
}

function expect(holds, problem) {
  if (!holds) throw new Error(problem);
}

async function verify() {
  const answered = (await ask(service, '/version')).version;
  expect(answered === version, `${service} answers version ${answered}, not ${version}`);
  // A service that is not known here is one that is ready.
  await (checks[service] ?? (() => ask(service, '/readyz')))();
}

for (;;) {
  try {
    await verify();
    console.log(`${service} ${version} is what it should be in ${namespace}`);
    break;
  } catch (error) {
    // A roll-out takes its time, and old pods answer while it lasts.
    if (Date.now() > deadline) {
      console.error(error.message);
      process.exitCode = 1;
      break;
    }
    await wait(1000);
  }
}
