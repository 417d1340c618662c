import { type Citation, type Convention, gauge, rate, share, STORE_LABELS } from '../convention';

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
    share('connections', 'mysql', gauge('mysql_global_status_threads_connected'), {
      capacity: gauge('mysql_global_variables_max_connections'),
    }),
    share('lock-wait', 'innodb-rows', rate('mysql_global_status_innodb_row_lock_time'), { scale: 0.001 }),
  ],
};
