// Loaded into every service before its own code, so that none outlives the launcher, however that ends. It also is how
// a service is asked to stop on Windows, which has no SIGTERM. Plain JavaScript, because it runs before any loader.
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { setTimeout } from 'node:timers';

const lastResortMs = 15_000;

process.on('message', (message) => {
  if (message === 'stop') stop();
});

process.on('disconnect', () => {
  // Nobody reads the output any more, and pino tries for ever to write its last lines to a closed pipe: the descriptors
  // get another file. A file that is opened takes the lowest free number, the one that was just closed.
  for (const descriptor of [1, 2]) {
    closeSync(descriptor);
    openSync(devNull, 'w');
  }
  setTimeout(() => process.exit(1), lastResortMs).unref();
  stop();
});

function stop() {
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM');
  else process.exit(1);
}

// Listening must not keep a service alive that has nothing else to do.
process.channel?.unref();
