/** What Grafana's backends put for their own variables in a query. */
export function fillMacros(query: string, { stepMs, rangeMs, scrapeMs }: Intervals): string {
  const values: Readonly<Record<string, string>> = {
    __interval: `${stepMs}ms`,
    __interval_ms: String(stepMs),
    __auto: `${stepMs}ms`,
    __range: `${Math.max(1, Math.round(rangeMs / 1000))}s`,
    __range_s: String(Math.max(1, Math.round(rangeMs / 1000))),
    __range_ms: String(rangeMs),
    __rate_interval: `${Math.max(stepMs + scrapeMs, SCRAPES_PER_RATE * scrapeMs)}ms`,
  };
  return query.replace(/\$\{?(__[a-z_]+)\}?/g, (whole, name: string) => values[name] ?? whole);
}

interface Intervals {
  readonly stepMs: number;
  readonly rangeMs: number;
  /** Shortest sensible step. */
  readonly scrapeMs: number;
}

const SCRAPES_PER_RATE = 4;
