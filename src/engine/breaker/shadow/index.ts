export { missingBreakers, type MissingBreakers } from './missing';
export { shadowBreaker, type ShadowRun } from './shadow';
export { settingFindings } from './settings';
