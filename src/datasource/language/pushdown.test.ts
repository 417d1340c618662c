import { parseQuery } from '../testing/officialGrammars';
import { errorLinesQuery } from './logql-metrics';
import { spanErrorRateQuery, spanQuantilesQuery, spanRateQuery, type SpanScope } from './traceql-metrics';

const AWKWARD = ['check"out', 'a|b', 'pay$ment', '[[x]]', 'é', 'new\nline', '| rate() by (x)', '}'];
const NARROWING = {
  scope: [
    { dimension: 'environment' as const, value: 'prod', attributes: ['resource.env'], labels: ['env', 'environment'] },
  ],
  filters: [{ key: 'resource.tenant', operator: '!=' as const, value: 'x"y' }],
};
const NOTHING = { scope: [], filters: [] };

describe('golden signals of spans', () => {
  const scope: SpanScope = { breakdown: 'service', services: ['a', 'b'], narrowing: NOTHING };

  it('are the queries that are written down', () => {
    const spans = '(kind = server || kind = consumer)';
    expect([spanRateQuery({ ...scope, services: [] }), spanErrorRateQuery(scope), spanQuantilesQuery(scope)]).toEqual([
      `{ ${spans} } | rate() by (resource.service.name)`,
      `{ ${spans} && status = error && resource.service.name =~ "a|b" } | rate() by (resource.service.name)`,
      `{ ${spans} && resource.service.name =~ "a|b" } | quantile_over_time(duration, 0.5, 0.95, 0.99) by (resource.service.name)`,
    ]);
    expect(spanRateQuery({ ...scope, breakdown: 'instance' })).toContain(
      'by (resource.service.name, resource.service.instance.id)'
    );
  });

  it.each([spanRateQuery, spanErrorRateQuery, spanQuantilesQuery])(
    'parse, whatever services are called (%#)',
    (build) => {
      const query = build({ ...scope, services: AWKWARD, narrowing: NARROWING });
      const parsed = parseQuery('traceql', query);
      expect(parsed.errors).toBe(0);
      expect(query).not.toMatch(/\$|\[\[/);
      expect(parsed.skeleton).toBe(parseQuery('traceql', build({ ...scope, narrowing: NARROWING })).skeleton);
    }
  );
});

describe('error lines', () => {
  const selector = '{service_name=~".+"}';

  it('are counted by the store, and told apart by service', () => {
    expect(errorLinesQuery(selector, [], NOTHING, '60s')).toMatch(
      /^sum by \(service_name, service, app, job\) \(count_over_time\(\{service_name=~"\.\+"\} \| detected_level=~"error\|[^"]+" or level=~"[^"]+" \[60s\]\)\)$/
    );
  });

  it('parse, whatever services are called', () => {
    const query = errorLinesQuery(selector, AWKWARD, NARROWING, '60s');
    const parsed = parseQuery('logql', query);
    expect(parsed.errors).toBe(0);
    expect(query).not.toMatch(/\$|\[\[/);
    expect(parsed.skeleton).toBe(parseQuery('logql', errorLinesQuery(selector, ['a'], NARROWING, '60s')).skeleton);
  });
});
