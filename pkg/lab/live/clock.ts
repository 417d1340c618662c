/** The wall clock, so that a test can have another. */
export interface Clock {
  nowNs(): bigint;
  /** Ends early when the signal does. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

const NS_PER_MS = BigInt(1_000_000);

/** The machine's clock. Between two looks it follows the monotonic one, so that a corrected clock moves nothing back. */
export function wallClock(): Clock {
  const zero = BigInt(Date.now()) * NS_PER_MS - process.hrtime.bigint();
  return {
    nowNs: () => zero + process.hrtime.bigint(),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve();
          return;
        }
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener('abort', end);
      }),
  };
}
