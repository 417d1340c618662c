export { migrateRecord, versionOf, type Step, type Stored } from './steps';
