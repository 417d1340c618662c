import type { DataSourceApi, DataSourceInstanceSettings, ScopedVars } from '@grafana/data';
import { type DataSourceRef } from '@grafana/schema';
import { config, type DataSourceSrv, type GetDataSourceListFilters, getTemplateSrv } from '@grafana/runtime';
import { isHidden } from '../faults';
import { importDataSourcePlugin, isBuilt } from '../plugins/registry';
import { RemoteSource } from './remoteSource';

type Ref = DataSourceRef | string | null;

/** Grafana's `DatasourceSrv`, shortened: sources by uid or name, made once; a hidden one is as good as deleted. */
export class WorkbenchDataSources implements DataSourceSrv {
  private readonly made = new Map<string, Promise<DataSourceApi>>();

  async get(ref?: Ref, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(ref, scopedVars);
    if (settings === undefined) {
      throw { message: `Datasource ${refText(ref)} was not found` };
    }
    const made = this.made.get(settings.uid) ?? makeSource(settings);
    this.made.set(settings.uid, made);
    return made;
  }

  getInstanceSettings(ref?: Ref, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
    const name = getTemplateSrv().replace(refText(ref), scopedVars);
    return this.all().find(
      ({ uid, name: other }) => uid === name || other === name || (name === '' && this.isDefault(other))
    );
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const { type, pluginId, tracing, logs, metrics, filter = () => true } = filters;
    const types = type === undefined ? undefined : [type].flat();
    return this.all().filter(
      (settings) =>
        (types === undefined || types.includes(settings.type)) &&
        (pluginId === undefined || settings.type === pluginId) &&
        (tracing !== true || settings.meta.tracing === true) &&
        (logs !== true || settings.meta.logs === true) &&
        (metrics !== true || settings.meta.metrics === true) &&
        filter(settings)
    );
  }

  reload(): void {
    this.made.clear();
  }

  registerRuntimeDataSource(): void {
    throw new Error('the workbench has no runtime data sources');
  }

  private all(): DataSourceInstanceSettings[] {
    return Object.values(config.datasources).filter(({ uid }) => !isHidden(uid));
  }

  private isDefault(name: string): boolean {
    return config.defaultDatasource === name;
  }
}

async function makeSource(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  if (!isBuilt(settings.type)) {
    return new RemoteSource(settings);
  }
  const { DataSourceClass, components } = await importDataSourcePlugin(settings.type);
  const source = new DataSourceClass(settings);
  source.components = components;
  return source;
}

function refText(ref: Ref | undefined): string {
  return typeof ref === 'string' ? ref : (ref?.uid ?? ref?.type ?? '');
}
