// Runs as a process of its own, beside the one that started a temporary cluster: see temporary-cluster.ts.
// Plain JavaScript, because it has to start fast and without a loader.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const [base, pgCtl, data] = process.argv.slice(2);

process.stdin.on('end', removeCluster);
process.stdin.on('error', removeCluster);
process.stdin.resume();

function removeCluster() {
  const { SERVER_UID, SERVER_GID } = process.env;
  spawnSync(pgCtl, ['stop', '-w', '-m', 'immediate', '-D', data], {
    stdio: 'ignore',
    windowsHide: true,
    timeout: 30_000,
    ...(SERVER_UID !== undefined && { uid: Number(SERVER_UID), gid: Number(SERVER_GID) }),
  });
  rmSync(base, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.exit(0);
}
