import * as v from 'valibot';

/** What is read of a webhook of Grafana Alerting. */
const webhook = v.object({
  alerts: v.array(
    v.object({
      status: v.string(),
      labels: v.record(v.string(), v.string()),
      annotations: v.record(v.string(), v.string()),
    })
  ),
});

/** One line for each alert of a webhook: what it says, and where its link leads. A body that is none is said. */
export function alertLines(body: string): readonly string[] {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), webhook), body);
  if (!read.success) {
    return ['alert: a webhook that is not of Grafana Alerting'];
  }
  return read.output.alerts.map(({ status, labels, annotations }) => {
    const { summary = labels.alertname ?? 'no summary', investigate } = annotations;
    return `alert ${status}: ${summary}${investigate === undefined ? '' : ` - ${investigate}`}`;
  });
}
