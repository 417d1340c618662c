export { traces } from './traces';
