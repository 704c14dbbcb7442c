/** Ctrl-C, a polite kill, a closed terminal, and Ctrl-Break on Windows. */
const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'];

/** npm passes on the Ctrl-C that the terminal has sent to us as well: within this time they are one. */
const sameMs = 500;

export interface StopSignalHandlers {
  /** Called for the first signal. */
  onFirst: () => void;
  /** Called when the person who waits for the end asks again. */
  onAgain: () => void;
}

/**
 * Takes over the signals that ask this process to stop.
 *
 * npm does not pass SIGTERM on through the shell that it runs a script in: the shell ends, and the script is left. So
 * when npm runs us, the end of our parent counts as a signal.
 */
export function handleStopSignals({ onFirst, onAgain }: StopSignalHandlers): void {
  let first: number | undefined;
  const handle = (): void => {
    if (first === undefined) {
      first = performance.now();
      onFirst();
    } else if (performance.now() - first > sameMs) onAgain();
  };
  for (const signal of signals) process.on(signal, handle);
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onFirst();
  }, 500);
  timer.unref();
}
