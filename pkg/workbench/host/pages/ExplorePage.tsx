import React, { useEffect, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, rangeUtil } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { config } from '@grafana/runtime';
import {
  EmbeddedScene,
  SceneFlexItem,
  SceneFlexLayout,
  SceneQueryRunner,
  SceneTimeRange,
  VizPanel,
} from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router';
import * as v from 'valibot';
import { Chrome } from '../chrome/Chrome';
import { isBuilt } from '../plugins/registry';
import { setActiveScene } from '../services/templateSrv';
import { Problem } from './Problem';
import { SourceEditor } from './SourceEditor';

/** Epoch milliseconds come as numbers or text, ISO times and `now-1h` as text; scenes take no milliseconds. */
const timeText = v.pipe(
  v.union([v.string(), v.number()]),
  v.transform((time) => (/^\d+$/.test(String(time)) ? new Date(Number(time)).toISOString() : String(time)))
);

const paneSchema = v.object({
  datasource: v.string(),
  queries: v.array(v.looseObject({ refId: v.optional(v.string(), 'A') })),
  range: v.optional(v.object({ from: timeText, to: timeText }), { from: 'now-1h', to: 'now' }),
});

type Pane = v.InferOutput<typeof paneSchema>;

/** What draws a source's answer, or that of a view of ours; the timeline takes plain trace frames too. */
const PANELS: Readonly<Record<string, string>> = {
  tempo: 'clew-timeline-panel',
  loki: 'logs',
  prometheus: 'timeseries',
  correlate: 'clew-timeline-panel',
  services: 'timeseries',
  traces: 'clew-criticalpath-panel',
  breakers: 'clew-circuitbreaker-panel',
  cascade: 'clew-cascade-panel',
};

/** `/explore`: where data links lead. Shows the query that Grafana's Explore would be opened with, and its answer. */
export function ExplorePage() {
  const { search } = useLocation();
  const pane = useMemo(() => readPane(search), [search]);
  return (
    <Chrome crumbs={[{ text: 'Home', url: '/' }, { text: 'Explore' }]}>
      {pane === undefined ? (
        <Problem title="Nothing to explore" error="The address names no query" />
      ) : (
        <Explored pane={pane} />
      )}
    </Chrome>
  );
}

function Explored({ pane }: { pane: Pane }) {
  const styles = useStyles2(getStyles);
  const settings = Object.values(config.datasources).find(({ uid }) => uid === pane.datasource);
  const [query, setQuery] = useState<DataQuery>(pane.queries[0] ?? { refId: 'A' });
  const [asked, setAsked] = useState(pane);
  const text = queryText(query);
  const scene = useMemo(() => exploreScene(asked, panelOf(asked, settings?.type)), [asked, settings]);
  useEffect(() => {
    setActiveScene(scene);
    return () => setActiveScene(undefined);
  }, [scene]);
  return (
    <main className={styles}>
      <h1>{settings?.name ?? pane.datasource}</h1>
      {text !== '' && <pre>{text}</pre>}
      {settings !== undefined && isBuilt(settings.type) && (
        <SourceEditor
          uid={settings.uid}
          query={query}
          range={rangeUtil.convertRawToRange(pane.range)}
          onChange={setQuery}
          onRunQuery={() => setAsked({ ...pane, queries: [{ ...query }] })}
        />
      )}
      <scene.Component model={scene} />
    </main>
  );
}

/** The panel of the view that is asked, else of the source's type. */
function panelOf({ queries: [query] }: Pane, type = ''): string {
  const read = v.safeParse(v.object({ view: v.string(), signals: v.optional(v.array(v.string())) }), query);
  const { view = '', signals = [] } = read.success ? read.output : {};
  const onlyLines = view === 'cascade' && signals.join() === 'logs';
  return onlyLines ? 'logs' : (PANELS[view] ?? PANELS[type] ?? 'table');
}

function queryText(query: object): string {
  const read = v.safeParse(v.object({ expr: v.optional(v.string()), query: v.optional(v.string()) }), query);
  return read.success ? (read.output.expr ?? read.output.query ?? '') : '';
}

function exploreScene(pane: Pane, pluginId: string): EmbeddedScene {
  const datasource = { uid: pane.datasource };
  const queries = pane.queries.map((query) => ({ tableType: 'spans', range: true, ...query, datasource }));
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange(pane.range),
    $data: new SceneQueryRunner({ datasource, queries }),
    body: new SceneFlexLayout({
      children: [new SceneFlexItem({ minHeight: 600, body: new VizPanel({ pluginId, title: 'Answer' }) })],
    }),
  });
}

function readPane(search: string): Pane | undefined {
  // Data links still write the old parameter `left`, which Grafana's Explore migrates.
  const query = new URLSearchParams(search);
  const left = query.get('left');
  const panes: unknown = left === null ? JSON.parse(query.get('panes') ?? '{}') : { left: JSON.parse(left) };
  const read = v.safeParse(v.record(v.string(), paneSchema), panes);
  return read.success ? Object.values(read.output)[0] : undefined;
}

function getStyles(theme: GrafanaTheme2) {
  return css({ display: 'flex', flexDirection: 'column', padding: theme.spacing(2), minHeight: 'calc(100vh - 40px)' });
}
