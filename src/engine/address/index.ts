export { parseMoment } from './time';
export {
  INVESTIGATE_PATH,
  investigateAddress,
  type InvestigateRequest,
  type InvestigateTarget,
  investigateTemplate,
  readInvestigateAddress,
  type Subject,
} from './investigate';
