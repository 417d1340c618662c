/** @jest-environment ./pkg/testkit/node-environment.cjs */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { unzipSync } from 'fflate';
import * as v from 'valibot';
import { parseAllDocuments } from 'yaml';

import { readFolder } from '../../scripts/bundle/bundle';
import { pack } from '../../scripts/bundle/pack';
import { pluginFiles, pluginIds, plugins, root } from './project';
import { alertingFile, dashboardsFile, dataSourcesFile, pluginsFile } from './provisioningSchemas';

const page = readFileSync(path.join(root, 'docs/install.md'), 'utf8');
const { name, version, scripts } = v.parse(
  v.object({ name: v.string(), version: v.string(), scripts: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
);
const [app] = pluginIds;

/** The fenced blocks of one language, in order. */
function blocks(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text);
}

/** Each YAML block as data; a block that does not parse fails here. */
const yaml: readonly unknown[] = blocks('yaml').map((text) => {
  const [document] = parseAllDocuments(text);
  expect(document.errors).toEqual([]);
  return document.toJS();
});

function blocksOf<Schema extends v.GenericSchema>(schema: Schema): ReadonlyArray<v.InferOutput<Schema>> {
  return yaml.flatMap((block) => (v.is(schema, block) ? [block] : []));
}

describe('the ids that the page names', () => {
  it('are those of the plugin.json files, with what each is', () => {
    const listed = [...page.matchAll(/^\| `(clew-[a-z]+-(?:app|panel|datasource))` \|/gm)].map(([, id]) => id);
    expect([...listed].sort()).toEqual([...pluginIds].sort());
    const named = new Set([...page.matchAll(/clew-[a-z]+-(?:app|panel|datasource)\b/g)].map(([id]) => id));
    expect([...named].filter((id) => !pluginIds.includes(id))).toEqual([]);
  });

  it('are allowed in full wherever any is', () => {
    const lists = [
      ...page.matchAll(/(?:allow_loading_unsigned_plugins\s*[=:]\s*|ALLOW_LOADING_UNSIGNED_PLUGINS=)(clew[^\s\\]*)/g),
    ].map(([, ids]) => ids.split(',').sort());
    expect(lists.length).toBeGreaterThanOrEqual(5);
    expect(lists).toEqual(lists.map(() => [...pluginIds].sort()));
  });
});

/** What `npm run package` packs; nothing when there is no build, or one of other plugins than there are now. */
const dist = path.join(root, 'dist');
const built =
  existsSync(path.join(dist, 'plugin.json')) &&
  pluginFiles.every((file) => modified(path.join(dist, 'plugin.json')) >= modified(path.join(root, 'src', file)));

function modified(file: string): number {
  return statSync(file).mtimeMs;
}

describe('the zip', () => {
  it('is named as on the page, in this version', () => {
    const named = [...page.matchAll(/clew-incident-app-(\d+\.\d+\.\d+)\.zip/g)].map(([, each]) => each);
    expect(new Set(named)).toEqual(new Set([version]));
    expect(page).toContain(`GF_PLUGINS_PREINSTALL_SYNC=${app}@${version}@`);
    expect(blocks('text')[0].trim().split('\n')).toEqual(
      ['', '.sha1', '.sha256'].map((ending) => `artifacts/${name}-${version}.zip${ending}`)
    );
  });

  it('holds what the page installs: one folder, every plugin where Grafana looks for it, the dashboards', () => {
    if (!built) {
      console.log('skipped: dist is absent or older than a plugin.json: npm run build makes it');
      return;
    }
    const entries = unzipSync(pack(readFolder(dist), name));
    const files = Object.keys(entries);
    expect(new Set(files.map((file) => file.split('/')[0]))).toEqual(new Set([app]));
    const pluginJson = v.object({ id: v.string(), type: v.string(), info: v.object({ version: v.string() }) });
    const found = files
      .filter((file) => file.endsWith('/plugin.json'))
      .map((file) => ({
        file,
        ...v.parse(pluginJson, JSON.parse(Buffer.from(entries[file]).toString('utf8'))),
      }));
    expect(found.map(({ id, type }) => ({ id, type })).sort(byId)).toEqual([...plugins].sort(byId));
    expect(found.find(({ id }) => id === app)?.file).toBe(`${app}/plugin.json`);
    expect(new Set(found.map(({ info }) => info.version))).toEqual(new Set([version]));
    expect(found.filter(({ file }) => !files.includes(file.replace('plugin.json', 'module.js')))).toEqual([]);
    const [provider] = blocksOf(dashboardsFile);
    const folder = provider.providers[0].options.path.split('/plugins/')[1];
    expect(files.filter((file) => file.startsWith(`${folder}/`) && file.endsWith('.json')).length).toBeGreaterThan(0);
  });

  it('has the checksums that are written beside it', () => {
    const zip = path.join(root, 'artifacts', `${name}-${version}.zip`);
    if (!existsSync(zip)) {
      console.log('skipped: no zip: npm run package makes it');
      return;
    }
    for (const algorithm of ['sha1', 'sha256']) {
      const digest = createHash(algorithm).update(readFileSync(zip)).digest('hex');
      expect(readFileSync(`${zip}.${algorithm}`, 'utf8')).toBe(`${digest}  ${path.basename(zip)}\n`);
    }
  });

  it('is the same bytes for the same files', () => {
    const bundle = {
      files: new Map([
        ['b', new Uint8Array([1])],
        ['a', new Uint8Array([2])],
      ]),
      problems: [],
    };
    const turned = { ...bundle, files: new Map([...bundle.files].reverse()) };
    expect(Buffer.compare(pack(bundle, name), pack(turned, name))).toBe(0);
    expect(Object.keys(unzipSync(pack(bundle, name)))).toEqual([`${name}/a`, `${name}/b`]);
  });
});

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

describe('the YAML of the page', () => {
  it('parses, and provisions the app, the data source and the dashboards', () => {
    expect(blocksOf(pluginsFile).flatMap(({ apps }) => apps)).toEqual([{ type: app, org_id: 1, disabled: false }]);
    const sources = blocksOf(dataSourcesFile).flatMap(({ datasources }) => datasources);
    expect(sources.map(({ type }) => type)).toEqual(['clew-correlation-datasource']);
    expect(blocksOf(dashboardsFile)).toHaveLength(1);
  });

  it('has the annotation of the provisioned rules', () => {
    const [{ annotations }] = blocksOf(v.strictObject({ annotations: v.record(v.string(), v.string()) }));
    const rules = v.parse(
      alertingFile,
      parseAllDocuments(readFileSync(path.join(root, 'provisioning/alerting/rules.yaml'), 'utf8'))[0].toJS()
    );
    const used = rules.groups?.flatMap((group) => group.rules.map((rule) => rule.annotations?.investigate));
    expect(used).toContain(annotations.investigate);
  });

  it('gives the Helm chart values that are provisioning files again', () => {
    const helm = v.looseObject({
      env: v.record(v.string(), v.string()),
      datasources: v.record(v.string(), dataSourcesFile),
      dashboardProviders: v.record(v.string(), dashboardsFile),
      extraObjects: v.array(
        v.object({ kind: v.string(), metadata: v.object({ name: v.string() }), data: v.record(v.string(), v.string()) })
      ),
      extraConfigmapMounts: v.array(
        v.object({ configMap: v.string(), mountPath: v.string(), subPath: v.string(), readOnly: v.boolean() })
      ),
    });
    const [values] = blocksOf(helm);
    const [object] = values.extraObjects;
    const [mount] = values.extraConfigmapMounts;
    expect(mount).toMatchObject({
      configMap: object.metadata.name,
      mountPath: '/etc/grafana/provisioning/plugins/clew.yaml',
    });
    expect(v.is(pluginsFile, parseAllDocuments(object.data[mount.subPath])[0].toJS())).toBe(true);
    expect(values.env.GF_PLUGINS_PREINSTALL_SYNC.split('@').slice(0, 2)).toEqual([app, version]);
  });

  it('mounts in an init container what it mounts in Grafana', () => {
    const extra = v.object({
      extraInitContainers: v.tuple([v.looseObject({ volumeMounts: v.tuple([v.object({ name: v.string() })]) })]),
      extraContainerVolumes: v.tuple([v.looseObject({ name: v.string() })]),
      extraVolumeMounts: v.tuple([v.looseObject({ name: v.string(), mountPath: v.string(), subPath: v.string() })]),
    });
    const [{ extraInitContainers, extraContainerVolumes, extraVolumeMounts }] = blocksOf(extra);
    const [volume] = extraContainerVolumes;
    expect(extraInitContainers[0].volumeMounts[0].name).toBe(volume.name);
    expect(extraVolumeMounts[0]).toMatchObject({
      name: volume.name,
      mountPath: `/var/lib/grafana/plugins/${app}`,
      subPath: app,
    });
  });
});

describe('the commands of the page', () => {
  it('are scripts that there are', () => {
    const named = [...page.matchAll(/npm run ([a-z:]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
    expect(scripts.sign).toBe('npx --yes @grafana/sign-plugin@3.3.3');
    expect(page).toContain(scripts.sign);
  });

  it('link to files that there are', () => {
    const links = [...page.matchAll(/\]\((\.\.?\/[^)#]+)\)/g)].map(([, link]) => link);
    expect(links.filter((link) => !existsSync(path.join(root, 'docs', link)))).toEqual([]);
    const anchors = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replace(/ /g, '-')
    );
    expect(anchors.filter((anchor) => !headings.includes(anchor))).toEqual([]);
  });
});
