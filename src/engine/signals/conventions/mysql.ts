import { type Citation, type Convention, gauge, rate, STORE_LABELS } from '../convention';

export const mysqlSources: readonly Citation[] = [
  { url: 'https://github.com/prometheus/mysqld_exporter/tree/v0.18.0/collector', version: '0.18.0' },
  { url: 'https://dev.mysql.com/doc/refman/8.4/en/server-status-variables.html', version: '8.4' },
];

/** mysqld_exporter: InnoDB counts waiting for rows in milliseconds. */
export const mysql: Convention = {
  name: 'mysql',
  labels: STORE_LABELS,
  attachedOnly: true,
  requests: [],
  resources: [
    {
      kind: 'connections',
      name: 'mysql',
      used: gauge('mysql_global_status_threads_connected'),
      capacity: gauge('mysql_global_variables_max_connections'),
      unit: 'percentunit',
    },
    {
      kind: 'lock-wait',
      name: 'innodb-rows',
      used: rate('mysql_global_status_innodb_row_lock_time'),
      scale: 0.001,
      unit: 'percentunit',
    },
  ],
};
