/** @jest-environment ./pkg/testkit/node-environment.cjs */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as v from 'valibot';

import { parseCommand } from '../../pkg/lab/command';
import { composeGo, dockerCompose } from './compose';
import { filesIn, pluginIds, readYaml, root } from './project';
import { dataSourcesFile } from './provisioningSchemas';

const FILE = 'docker-compose.yml';
const service = v.object({
  image: v.string(),
  restart: v.string(),
  command: v.optional(v.array(v.string()), []),
  ports: v.optional(v.array(v.string()), []),
  environment: v.optional(v.record(v.string(), v.string()), {}),
  volumes: v.array(v.string()),
  depends_on: v.optional(v.array(v.string()), []),
  healthcheck: v.object({ test: v.array(v.string()) }),
});
const { services, volumes } = readYaml(
  FILE,
  v.object({ services: v.record(v.string(), service), volumes: v.record(v.string(), v.null()) })
);
/** Made by the build, not in the repository. */
const BUILT = ['./dist', './artifacts'];

/** `${NAME:-default}` as compose fills it in when the variable is not set. */
function filled(text: string): string {
  return text.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

describe.each([composeGo(), dockerCompose()])('$name', (validator) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'clew-compose-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('finds the file valid, and would find a mistake', () => {
    if ('missing' in validator) {
      console.log(`skipped: ${validator.missing}`);
      return;
    }
    const good = validator.check(path.join(root, FILE));
    expect(good.valid ? '' : good.said).toBe('');
    Object.keys(services).forEach((name) => expect(good.said).toContain(`${name}:`));
    for (const [right, wrong] of [
      ['restart:', 'restarts:'],
      ['healthcheck:\n      test:', 'healthcheck:\n      tests:'],
      ['\nvolumes:\n', '\nvolumez:\n'],
    ]) {
      const file = path.join(folder, 'docker-compose.yml');
      writeFileSync(file, readFileSync(path.join(root, FILE), 'utf8').replace(right, wrong));
      expect({ wrong, valid: validator.check(file).valid }).toEqual({ wrong, valid: false });
    }
  });
});

describe('docker-compose.yml', () => {
  it('brings Grafana, Tempo, Loki, Prometheus and the lab, each at one version', () => {
    expect(Object.keys(services).sort()).toEqual(['grafana', 'lab', 'loki', 'prometheus', 'tempo']);
    const images = Object.values(services).map(({ image }) => filled(image));
    expect(images.filter((image) => !/^[a-z/]+:v?\d+\.\d+\.\d+(-\S+)?$/.test(image))).toEqual([]);
    expect(filled(services.grafana.image)).toMatch(/^grafana\/grafana:12\.4\./);
    expect(services.grafana.image).toContain('${GRAFANA_VERSION:-');
  });

  it('allows every plugin of the bundle by its id, and no other', () => {
    const allowed = services.grafana.environment.GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS.split(',');
    expect([...allowed].sort()).toEqual([...pluginIds].sort());
  });

  it('mounts only what there is', () => {
    const mounts = Object.values(services).flatMap((each) => each.volumes.map((mount) => mount.split(':')[0]));
    const named = mounts.filter((source) => !source.startsWith('.'));
    expect(named.sort()).toEqual(Object.keys(volumes).sort());
    const files = mounts.filter((source) => source.startsWith('.') && !BUILT.includes(source));
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
    expect(services.grafana.volumes).toContain(`./dist:/var/lib/grafana/plugins/${pluginIds[0]}:ro`);
  });

  it('starts the lab with a command that the lab understands', () => {
    const [node, program, ...args] = services.lab.command.map(filled);
    expect([node, program]).toEqual(['node', '/lab/lab.cjs']);
    const command = parseCommand(args);
    expect(command).toMatchObject({
      kind: 'live',
      run: { loop: true },
      targets: { otlp: 'http://tempo:4318', loki: 'http://loki:3100', metricsPort: 9464 },
    });
  });

  it('gives the provisioned data sources the addresses at which its services listen', () => {
    const urls = filesIn('provisioning/datasources', '.yaml').flatMap((file) =>
      readYaml(file, dataSourcesFile).datasources.flatMap(({ url }) => (url === undefined ? [] : [new URL(url)]))
    );
    expect(urls.map(({ hostname }) => hostname).sort()).toEqual(['loki', 'prometheus', 'tempo']);
    for (const { hostname, port } of urls) {
      expect(services[hostname].ports.map((mapping) => mapping.split(':').at(-1))).toContain(port);
    }
  });
});

describe('the configuration of the services', () => {
  const target = v.array(v.object({ targets: v.array(v.string()) }));
  const prometheus = readYaml(
    'deploy/prometheus.yaml',
    v.object({
      scrape_configs: v.array(
        v.object({
          job_name: v.string(),
          honor_labels: v.optional(v.boolean()),
          static_configs: target,
          metric_relabel_configs: v.optional(v.array(v.object({ regex: v.string(), action: v.string() })), []),
        })
      ),
    })
  );

  it('is what Prometheus reads', () => {
    const { error, status, stderr } = spawnSync('promtool', ['check', 'config', 'deploy/prometheus.yaml'], {
      encoding: 'utf8',
    });
    if (error !== undefined) {
      console.log('skipped: promtool absent');
      return;
    }
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('scrapes every service, the lab with the labels of the services that it plays', () => {
    const targets = prometheus.scrape_configs.flatMap(({ static_configs: all }) => all.flatMap((each) => each.targets));
    const hosts = targets.map((each) => each.replace('localhost', 'prometheus').split(':')[0]);
    expect(hosts.sort()).toEqual(Object.keys(services).sort());
    const lab = prometheus.scrape_configs.find(({ job_name: job }) => job === 'lab');
    expect(lab?.honor_labels).toBe(true);
    // What Tempo's generator makes is not scraped from the lab as well.
    const dropped = lab?.metric_relabel_configs.flatMap(({ regex, action }) => (action === 'drop' ? [regex] : []));
    const names = ['traces_spanmetrics_calls_total', 'traces_service_graph_request_total', 'http_requests_total'];
    expect(names.filter((name) => dropped?.some((regex) => new RegExp(`^(?:${regex})$`).test(name)))).toEqual(
      names.slice(0, 2)
    );
  });

  it('lets Tempo derive metrics into Prometheus, which takes them', () => {
    const tempo = readYaml(
      'deploy/tempo.yaml',
      v.object({
        distributor: v.object({
          receivers: v.object({
            otlp: v.object({ protocols: v.object({ http: v.object({ endpoint: v.string() }) }) }),
          }),
        }),
        metrics_generator: v.object({
          storage: v.object({ remote_write: v.array(v.object({ url: v.string(), send_exemplars: v.literal(true) })) }),
        }),
        overrides: v.object({
          defaults: v.object({ metrics_generator: v.object({ processors: v.array(v.string()) }) }),
        }),
      })
    );
    expect(tempo.distributor.receivers.otlp.protocols.http.endpoint).toBe('0.0.0.0:4318');
    expect(tempo.overrides.defaults.metrics_generator.processors.sort()).toEqual(['service-graphs', 'span-metrics']);
    expect(tempo.metrics_generator.storage.remote_write.map(({ url }) => url)).toEqual([
      'http://prometheus:9090/api/v1/write',
    ]);
    expect(services.prometheus.command).toContain('--web.enable-remote-write-receiver');
    expect(services.prometheus.command.join()).toContain('exemplar-storage');
  });

  it('lets Loki keep structured metadata', () => {
    const loki = readYaml(
      'deploy/loki.yaml',
      v.object({
        schema_config: v.object({ configs: v.array(v.object({ schema: v.string(), store: v.string() })) }),
        limits_config: v.object({ allow_structured_metadata: v.boolean() }),
      })
    );
    expect(loki.limits_config.allow_structured_metadata).toBe(true);
    expect(loki.schema_config.configs.map(({ schema, store }) => [schema, store])).toEqual([['v13', 'tsdb']]);
  });
});
