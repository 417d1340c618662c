import { readdirSync, readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { CONVENTIONS, customConvention, detect, type Presence, type RequestGroup } from '../../engine/signals';
import { parseQuery } from '../testing/officialGrammars';
import { requestQuery, resourceQuery } from './promql';
import { allQueries } from './promql-all';
import { discoveryQuery, seenQuery } from './promql-discovery';

const AWKWARD = ['check"out', 'a|b', 'pay$ment', '[[x]]', 'é', 'new\nline', '.*'];
const SCOPE = { window: '30s', filters: [] };

function groupOf(metrics: readonly string[], service: string, name = 'service'): RequestGroup {
  const presences: Presence[] = metrics.map((metric) => ({ metric, labels: { [name]: service } }));
  const { requests } = detect(presences, { conventions: CONVENTIONS, breakdown: 'service', services: [], scope: [] });
  return requests[0];
}

describe('every query that the product can send', () => {
  it.each([...allQueries()])('$name parses', ({ expr }) => {
    expect(parseQuery('promql', expr).errors).toBe(0);
    expect(expr).not.toMatch(/\$|\[\[/);
  });

  it('is there for every convention, and has a name of its own', () => {
    const names = allQueries().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const convention of CONVENTIONS) {
      expect(names.filter((name) => name.startsWith(`${convention.name} `)).length).toBeGreaterThan(0);
    }
  });

  it('stays what it is, whatever services are called', () => {
    const skeletons = (names: readonly string[]): readonly string[] => {
      const presences = CONVENTIONS.flatMap(({ labels, requests, resources }) =>
        names.flatMap((name) => [
          ...requests.flatMap(({ traffic, latency }) => [
            { metric: traffic?.metric ?? `${latency[0].metric}_count`, labels: { [labels.service[0]]: name } },
            { metric: `${latency[0].metric}_bucket`, labels: { [labels.service[0]]: name } },
          ]),
          ...resources.flatMap(({ used, capacity }) =>
            [used, ...(capacity === undefined ? [] : [capacity])].map(({ metric }) => ({
              metric,
              labels: { [labels.service[0]]: name },
            }))
          ),
        ])
      );
      return allQueries({ presences, services: names }).map(({ expr }) => parseQuery('promql', expr).skeleton);
    };
    expect(skeletons(AWKWARD)).toEqual(skeletons(['a', 'b']));
    expect(allQueries({ services: AWKWARD }).filter(({ expr }) => /\$|\[\[/.test(expr))).toEqual([]);
  });
});

describe('the queries for requests', () => {
  it('are the ones that are written down', () => {
    const group = groupOf(['http_requests_total', 'http_server_request_duration_seconds_bucket'], 'a');
    const roles = ['traffic', 'errors', 'p95'] as const;
    const has = (label: string): string => `rate(http_requests_total{service=~"a",${label}!=""}[30s])`;
    const fails = (label: string): string => `rate(http_requests_total{service=~"a",${label}=~"5.."}[30s])`;
    const labels = ['status', 'code', 'status_code'];
    expect(roles.map((role) => requestQuery(role, group, SCOPE))).toEqual([
      'sum by (service) (rate(http_requests_total{service=~"a"}[30s]))',
      `(sum by (service) (${labels.map(fails).join(' or ')}) or 0 * sum by (service) (${labels.map(has).join(' or ')}))` +
        ' / sum by (service) (rate(http_requests_total{service=~"a"}[30s]))',
      'histogram_quantile(0.95, sum by (le, service) (rate(http_server_request_duration_seconds_bucket{service=~"a"}[30s])))',
    ]);
  });

  it('read milliseconds as seconds, and native histograms without buckets', () => {
    const old = groupOf(['http_server_duration_milliseconds_count', 'http_server_duration_milliseconds_bucket'], 'a');
    expect(requestQuery('p50', old, SCOPE)).toBe(
      'histogram_quantile(0.5, sum by (le, service) (rate(http_server_duration_milliseconds_bucket{service=~"a"}[30s]))) / 1000'
    );
    const native = groupOf(['http_server_request_duration_seconds'], 'a');
    expect([requestQuery('traffic', native, SCOPE), requestQuery('p99', native, SCOPE)]).toEqual([
      'histogram_count(sum by (service) (rate(http_server_request_duration_seconds{service=~"a"}[30s])))',
      'histogram_quantile(0.99, sum by (service) (rate(http_server_request_duration_seconds{service=~"a"}[30s])))',
    ]);
  });

  it('give a mean where a histogram has no buckets, and no quantiles', () => {
    const timer = groupOf(['http_server_requests_seconds_count'], 'a', 'application');
    expect(requestQuery('p95', timer, SCOPE)).toBeUndefined();
    expect(requestQuery('mean', timer, SCOPE)).toBe(
      'sum by (application) (rate(http_server_requests_seconds_sum{application=~"a"}[30s])) / sum by (application) (rate(http_server_requests_seconds_count{application=~"a"}[30s]))'
    );
  });

  it('hold the filters, and the scope under the name that the series use', () => {
    const presences = [
      { metric: 'http_requests_total', labels: { service: 'a', deployment_environment: 'prod' } },
      { metric: 'http_requests_total', labels: { service: 'b', deployment_environment: 'test' } },
    ];
    const scope = [{ labels: ['deployment_environment_name', 'deployment_environment'], value: 'prod' }];
    const found = detect(presences, { conventions: CONVENTIONS, breakdown: 'service', services: [], scope });
    const filters = [{ label: 'route', operator: '!=' as const, value: '/he"alth' }];
    expect(requestQuery('traffic', found.requests[0], { window: '30s', filters })).toBe(
      'sum by (service) (rate(http_requests_total{service=~"a",deployment_environment="prod",route!="/he\\x22alth"}[30s]))'
    );
  });
});

describe('the queries for resources', () => {
  it('take the worst part of a subject', () => {
    const presences = ['hikaricp_connections_active', 'hikaricp_connections_max'].map((metric) => ({
      metric,
      labels: { service: 'a' },
    }));
    const { resources } = detect(presences, {
      conventions: CONVENTIONS,
      breakdown: 'service',
      services: [],
      scope: [],
    });
    expect(resources.map((group) => resourceQuery(group, SCOPE))).toEqual([
      'max by (service) (sum by (service, instance, pod, pool) (hikaricp_connections_active{service=~"a"}) / (sum by (service, instance, pod, pool) (hikaricp_connections_max{service=~"a"}) > 0))',
    ]);
  });
});

describe('a discovery', () => {
  const common = {
    conventions: CONVENTIONS,
    breakdown: 'service',
    scopeLabels: [],
    filters: [],
    whole: false,
  } as const;

  it('looks at the series of known services only, under every label that may name one', () => {
    const query = discoveryQuery({ ...common, services: ['a', 'b'], resources: false }) ?? '';
    const selectors = parseQuery('promql', query);
    expect(selectors.errors).toBe(0);
    expect(query).toContain('service=~"a|b"');
    expect(query).toContain('job=~"(?:[^/]+/)?(?:a|b)"');
    expect(query.match(/__name__=~/g)?.length).toBe(query.match(/=~"(?:\(\?:\[\^\/\]\+\/\)\?\(\?:)?a\|b/g)?.length);
  });

  it('of what else there is, where nothing is known, parses for any service', () => {
    expect(parseQuery('promql', seenQuery({ ...common, services: AWKWARD, resources: false })).errors).toBe(0);
  });
});

describe('a query of the user’s own', () => {
  it('takes services as one literal, a quantile and a window', () => {
    const custom = customConvention({
      name: 'mine',
      service: 'svc',
      detect: ['my_calls'],
      templates: { latency: 'my_quantile($quantile, rate(my_calls{svc=~"$service",zone="$zone"}[$window]))' },
    });
    const conventions = custom.ok ? [custom.value] : [];
    const presences = [{ metric: 'my_calls', labels: { svc: 'a"} or vector(1)' } }];
    const { requests } = detect(presences, { conventions, breakdown: 'service', services: [], scope: [] });
    expect(requestQuery('p95', requests[0], SCOPE)).toBe(
      'my_quantile(0.95, rate(my_calls{svc=~"a\\\\x22\\\\x7d or vector\\\\x281\\\\x29",zone="$zone"}[30s]))'
    );
  });
});

/** What the source document says, without the line breaks and blanks that Python's quotes brought. */
describe('the queries of the document that this project began with', () => {
  const folder = path.join(process.cwd(), '..', 'shared', 'seeds');
  const there = existsSync(folder);
  const named = there ? it : it.skip;
  named(there ? 'are sent word for word' : 'skipped: ../shared absent', () => {
    const file = readdirSync(folder).find((name) => name.startsWith('000_')) ?? '';
    const text = readFileSync(path.join(folder, file), 'utf8');
    const wanted = [...text.matchAll(/\w+_query = '''([\s\S]*?)'''/g)].map(([, query]) => withoutBlanks(query));
    const sent = new Set(allQueries().map(({ expr }) => withoutBlanks(expr)));
    expect(wanted).toHaveLength(5);
    expect(wanted.filter((query) => !sent.has(query))).toEqual([]);
  });
});

function withoutBlanks(query: string): string {
  return query.replace(/\s+/g, '');
}
