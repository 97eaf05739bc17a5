export {
  artifactFiles,
  artifactOf,
  createArtifact,
  loadArtifact,
  saveArtifact,
  type Artifact,
  type Manifest,
  type Signature,
} from './artifact/artifact.js';
export { declarationOf } from './artifact/declaration.js';
export type { PredictionInput } from './artifact/inputs.js';
export { nested } from './artifact/nested.js';
export { classNames, type Names } from './artifact/class-names.js';
export { openPredictor, type Prediction, type Predictor, type PredictOptions } from './artifact/predictor.js';
export { loadCheckpoint, saveCheckpoint, type Checkpoint } from './checkpoint/checkpoint.js';
export { memoryStorage, type Storage } from './checkpoint/storage.js';
export { gatherRows, isTensorColumn, placeOf, type TensorColumn } from './data/columns.js';
export type { Dataset, Part, PartName } from './data/dataset.js';
export {
  describeData,
  type ClassCount,
  type DataDescription,
  type FieldDescription,
} from './data/describe-data.js';
export { openData, type DataRequest } from './data/open-data.js';
export { previewData, type Preview, type PreviewPart } from './data/preview.js';
export { eachWindow, windowOf } from './data/windows.js';
export type { World } from './data/world.js';
export { diagnostics } from './diagnostics.js';
export { digestWeights } from './format/digest.js';
export { checkNames, type Check, type CheckName, type Verdict } from './doctor/check.js';
export { doctor, type Examining } from './doctor/doctor.js';
export type { DoctorEvent, Examination } from './doctor/events.js';
export type { DoctorOptions, RateTest } from './doctor/options.js';
export type { RatePoint, RateRange } from './doctor/read-range.js';
export { fromJson, toJson } from './format/json.js';
export { readSafetensors, writeSafetensors, type TensorFile } from './format/safetensors.js';
export { inspect, type InspectOptions, type Inspection } from './inspect/inspect.js';
export { pretrain, type Pretrained, type PretrainOptions } from './pretrain/pretrain.js';
export { histogramChart, type Histogram } from './report/histogram.js';
export { lineChart, type LineChart, type Series } from './report/line-chart.js';
export { picture, type Picture } from './report/picture.js';
export { ratesPicture } from './report/rates-picture.js';
export { reportPage } from './report/report-page.js';
export { runPicture } from './report/run-picture.js';
export { summarize, type RunSummary } from './report/summary.js';
export { trainEnsemble, type Ensemble, type EnsembleTraining } from './ensemble/ensemble.js';
export type { EnsembleEvent, JudgedParts, MemberRecord } from './ensemble/events.js';
export type { EnsembleOptions } from './ensemble/run-ensemble.js';
export type { SearchEvent, TrialRecord } from './search/events.js';
export type { SearchOptions } from './search/options.js';
export { search, type Searching } from './search/search.js';
export type { Searched } from './search/searched.js';
export type { Spread } from './search/statistics.js';
export { openSession, type Session } from './session/session.js';
export { evaluate, type EvaluateOptions } from './train/evaluate.js';
export type { EndReason, EpochRecord, Scores, StageEvent, TrainEvent } from './train/events.js';
export type { TrainOptions } from './train/options.js';
export type { Progress } from './train/progress.js';
export { train, type Training } from './train/train.js';
export type { Trained } from './train/trained.js';
export { fitStatistics } from './values/fit.js';
export { loadWeights, type LoadedWeights } from './values/load-weights.js';
export { initializeWeights } from './values/initialize.js';
export type { Weights } from './values/weights.js';
