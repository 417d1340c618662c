/** The modules that Grafana shares with plugins, handed to SystemJS under the names of the page's import map. */
import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import * as d3 from 'd3';
import i18next from 'i18next';
import lodash from 'lodash';
// Plugins may still import it, and Grafana still shares it.
// eslint-disable-next-line no-restricted-imports
import moment from 'moment';
import * as react from 'react';
import * as reactDom from 'react-dom';
import * as jsxRuntime from 'react/jsx-runtime';
import * as reactRouter from 'react-router';
import * as rxjs from 'rxjs';

/** A CommonJS module, as AMD code expects it. */
const asDefault = (module: object) => ({ default: module, __useDefault: true });

const modules: Readonly<Record<string, object>> = {
  react: { ...react },
  'react/jsx-runtime': { ...jsxRuntime },
  'react/jsx-dev-runtime': { ...jsxRuntime },
  'react-dom': { ...reactDom },
  'react-router': { ...reactRouter },
  rxjs: { ...rxjs },
  lodash: asDefault(lodash),
  moment: asDefault(moment),
  d3: { ...d3 },
  i18next: asDefault(i18next),
  '@emotion/css': { ...emotionCss },
  '@emotion/react': { ...emotionReact },
  '@grafana/data': { ...grafanaData },
  '@grafana/ui': { ...grafanaUi },
};

/** SystemJS copies what it is given, so this must run after the services have been set. */
export function shareModules(): void {
  for (const [name, module] of Object.entries({ ...modules, '@grafana/runtime': { ...grafanaRuntime } })) {
    System.set(`package:${name}`, module);
  }
}
