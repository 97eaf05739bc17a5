export {
  backendTable,
  chooseBackend,
  type BackendChoice,
  type BackendEntry,
  type BackendName,
  type Needs,
  type PassedOver,
} from './backends.js';
export { catalog } from './catalog.js';
