import { CoreApp } from '@grafana/data';
import { problem, type Problem } from '../engine/result';

/**
 * Where a data source without a backend is asked for what only a backend can do. Grafana's server runs alert rules,
 * recorded queries, SQL expressions and externally shared dashboards, and cannot run this plugin's code.
 *
 * @returns `query.in-alert` {}, `query.in-public` {}, `query.in-expression` {}, or `undefined` where it works
 */
export function refusalFor({ app, publicAccess = false, expressions = false }: Situation): Problem | undefined {
  if (app === CoreApp.CloudAlerting || app === CoreApp.UnifiedAlerting) {
    return problem('query.in-alert');
  }
  if (publicAccess) {
    return problem('query.in-public');
  }
  return expressions ? problem('query.in-expression') : undefined;
}

interface Situation {
  readonly app: string | undefined;
  /** The dashboard is shown by its public link. */
  readonly publicAccess?: boolean;
  /** Other queries of the panel are server-side expressions. */
  readonly expressions?: boolean;
}
