import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnnotationQuery } from '@grafana/data';
import { openPanel, savedPanel } from './scenePanel';
import { storedModels, type StoredModels } from './stored';
import { annotationSupport } from '../../src/datasource/annotations/support';
import { migrateQuery, type ClewQuery } from '../../src/datasource/query';
import { readVariableQuery } from '../../src/datasource/variables/query';

const SCHEMAS = ['v1', 'v2'] as const;

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, `${name}.json`), 'utf8'));
}

/** What Grafana writes: values that JSON has none for are gone. */
function written<T>(value: T): unknown {
  return JSON.parse(JSON.stringify(value));
}

async function throughOurModels(models: StoredModels): Promise<unknown> {
  return written({
    panels: await Promise.all(models.panels.map(async (panel) => savedPanel(await openPanel(panel)))),
    queries: models.queries.map(readQuery),
    annotations: models.annotations.map((target) => readAnnotation(target)),
    variables: models.variables.map((query) => readVariable(query)),
  });
}

function readQuery(stored: unknown): ClewQuery {
  const query = migrateQuery(stored);
  if (!query.ok) {
    throw new Error(query.error.code);
  }
  return query.value;
}

function readAnnotation(target: ClewQuery): ClewQuery | undefined {
  const layer: AnnotationQuery<ClewQuery> = { name: 'Deploys', enable: true, iconColor: 'blue', target };
  return annotationSupport.prepareQuery?.(annotationSupport.prepareAnnotation?.(layer) ?? layer);
}

function readVariable(stored: unknown): unknown {
  const query = readVariableQuery(stored);
  return query.ok ? { ...query.value, refId: 'order' } : query.error;
}

describe.each(SCHEMAS)('a dashboard that was saved in schema %s', (schema) => {
  const present = storedModels(read(`${schema}-present`));

  it('comes back as it was', async () => {
    expect(await throughOurModels(present)).toEqual(written(present));
  });

  it('comes back as it was, twice', async () => {
    const once = await throughOurModels(present);
    expect(await throughOurModels({ ...present, ...Object(once) })).toEqual(once);
  });

  it('by an older version migrates to what the present one saves', async () => {
    const older = storedModels(read(`${schema}-older`));
    expect(written(older)).not.toEqual(written(present));
    expect(await throughOurModels(older)).toEqual(written(present));
  });
});

it('holds the same models in both schemas', () => {
  const [v1, v2] = SCHEMAS.map((schema) => storedModels(read(`${schema}-present`)));
  expect(written(v2)).toEqual(written(v1));
});

it('leaves options of a newer version alone', async () => {
  const [panel] = storedModels(read('v1-present')).panels;
  const options = { ...panel.options, version: 99, legend: 'inside' };
  expect(await openPanel({ ...panel, options }).then(savedPanel)).toMatchObject({ options });
});
