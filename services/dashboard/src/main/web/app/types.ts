// What the service answers, as far as the page looks at it.

export interface Page<T> {items: T[]; total: number; limit: number; offset: number}
export interface LiveEvent {type: string; task?: string; id: string; time: string; correlationId?: string}
export interface Scores {rows: number; accuracy: number; macroF1: number; calibrationError: number}
export interface SplitCounts {train: number; validation: number; test: number}
export interface RowCounts {received: number; accepted: number; quarantined: number; duplicates: number}
export interface Interval {lower: number; upper: number; level: number}
export interface Rule {
  rule: string; passed: boolean; sentence: string; value?: number | null; threshold?: number | null;
  severity?: 'required' | 'evidence' | 'advisory' | null; interval?: Interval | null;
}

export interface Item {kind: 'batch' | 'run' | 'model'; id: string; task: string; label: string; active: boolean; percent?: number | null}
export interface Stage {name: string; waiting: number; working: number; done: number; refused: number; current?: Item | null}
export interface Champion {
  task: string; version: number; previousVersion?: number | null; since: string; kind: string; summary: string;
  scores?: Scores | null; verdict?: string | null; runId?: string | null;
}
export interface Overview {
  caughtUp: boolean; events: number; eventsByType: Record<string, number>; unreadable: number; deadLetters: number; tasks: number;
  batches: Record<string, number>; runs: Record<string, number>; flow: Stage[]; champions: Champion[]; activeRuns: Run[];
}

export interface Training {
  percent: number; epoch: number; plannedEpochs: number; samplesPerSecond?: number | null; secondsLeft?: number | null; bestEpoch?: number | null;
}
export interface Successor {snapshotId: string; runId?: string | null; state?: string | null}
export interface Run {
  id: string; task: string; state: string; snapshotId?: string | null; strategy?: string | null; device?: string | null;
  attempt?: number | null; startedFromVersion?: number | null; rows?: SplitCounts | null; training: Training;
  stoppedEarly?: boolean | null; validationAccuracy?: number | null; validationMacroF1?: number | null; computeSeconds?: number | null;
  stopRequested?: string | null; reason?: string | null; explanation?: string | null; version?: number | null;
  supersededBy?: Successor | null; since: string; updated: string;
}
export interface Epoch {
  epoch: number; trainLoss: number; validationLoss: number; validationAccuracy: number; validationMacroF1: number;
  learningRate: number; samplesPerSecond: number; time: string;
}
export interface Verdict {
  runId: string; task: string; attempt: number; championVersion?: number | null; decision: string; summary: string; rules: Rule[];
  challenger: Scores; champion?: Scores | null; computeSeconds: number; time: string;
}
export interface RunDetail {run: Run; curve: Epoch[]; evaluations: Verdict[]; whole: boolean}

export interface Gain {value: number; interval?: Interval | null}
export interface Bin {from: number; to: number; rows: number; confidence: number; accuracy: number}
export interface ClassScore {label: string; support: number; precision: number; recall: number; f1: number}
export interface Report {
  rows: number; accuracy: number; balancedAccuracy: number; macroF1: number; weightedF1: number; rocAuc?: number | null;
  matthewsCorrelation: number; logLoss: number; brier: number; calibrationError: number;
  classes: ClassScore[]; confusion: number[][]; reliability: Bin[];
}
export interface Slice {name: string; challenger: Report; champion?: Report | null; gains: Record<string, Gain>}
export interface Evaluation {
  task: string; runId: string; attempt: number; championVersion?: number | null; metric: string; labels: string[]; slices: Slice[];
}

export interface Batch {
  id: string; task: string; state: string; announcements: number; description?: string | null; reason?: string | null;
  explanation?: string | null; failedRules: string[]; version?: number | null; training?: Training | null; snapshotId?: string | null;
  runId?: string | null; supersededBy?: Successor | null; announcedRows?: number | null;
  parts?: {prepared: number; parts: number; percent: number; secondsLeft?: number | null} | null; rows?: RowCounts | null;
  findings?: {checkedRows: number; suspectedLabels: number; drifted?: boolean | null} | null; since: string; updated: string;
}
export interface Link {
  type: string; id: string; source: string; time: string; hopMillis?: number | null; computeMillis?: number | null;
}
export interface BatchDetail {batch: Batch; chain: Link[]; elapsedMillis: number; computeMillis: number; whole: boolean}
export interface Quality {
  taskVersion: number; rows: RowCounts; duplicates: {ofDataset: number; ofBatch: number};
  nearDuplicates: {rows: number; ofAnotherLabel: number; moved: number};
  brokenRules: Record<string, number>; cleaned: Record<string, number>; labels: Record<string, SplitCounts>; splits: SplitCounts;
  textChars: {minimum: number; median: number; p95: number; maximum: number; mean: number};
  languages?: Record<string, number> | null; quarantineListed: number; checks?: Checks | null;
}
export interface Suspect {rowId: string; text: string; label: string; suggested: string; suspicion: number}
export interface Aspect {aspect: string; drifted: boolean; chance?: number | null; sentence: string}
export interface Checks {
  skipped?: string | null; scope?: {backbone: string; rows: number; datasetRows: number; seconds: number} | null;
  labels?: {verdict: string; sentence: string; suspected: number; suspects: Suspect[]} | null;
  drift?: {drifted: boolean; level: number; sentence: string; aspects: Aspect[]; notCompared: string[]} | null;
  languages?: {sentence: string} | null; advice?: {setting: string; hints: {family: string; reason: string}[]} | null;
}
export interface JudgedBatch {batchId: string; state: string; report?: Quality | null; explanation?: string | null}
export interface BadRow {
  line: number; rule: string; reason: string; text?: string | null; label?: string | null; group?: string | null; image?: string | null;
  features?: Record<string, string> | null;
}

export interface Model {task: string; champion?: Champion | null; promoted: number; rejected: number; rolledBack: number}
export interface Move {
  eventId: string; kind: string; version: number; previousVersion?: number | null; sequence?: number | null; time: string;
  summary: string; failedRules: string[]; requestedBy?: string | null; runId?: string | null;
}
export interface ModelDetail {model: Model; history: Move[]}
export interface Version {
  status: string; number: number; createdAt: string; runId: string; snapshotId: string; attempt: number; verdict: string;
  summary: string; scores: Scores;
}
export interface LineageBatch {batchId: string; sequence: number; rowsInSnapshot: number; counts?: RowCounts | null}
export interface Lineage {
  batches: {total: number; newest: LineageBatch[]};
  snapshot: {snapshotId: string; taskVersion: number; rows?: SplitCounts | null; labelCounts?: Record<string, number> | null};
  run: {
    runId: string; startedFrom?: number | null; bestEpoch: number; epochs: number; stoppedEarly: boolean;
    validationAccuracy: number; validationMacroF1: number; computeSeconds: number;
  };
  evaluation: {attempt: number; championVersion?: number | null; metric?: string | null; challenger: Scores; champion?: Scores | null};
  files: {uri: string; files: {name: string; bytes: number; sha256: string}[]};
  absent: string[];
}
export interface RegistryMove {
  sequence: number; kind: string; version: number; previousVersion?: number | null; explanation: string; requestedBy: string; at: string;
}
export interface Why {
  task: string; version: number; status: string; createdAt: string; because: string; liveVersion?: number | null;
  verdict: {decision: string; summary: string; attempt: number; rules: Rule[]}; moves: RegistryMove[]; lineage: Lineage;
}

export interface Column {name: string; words?: string[] | null}
export interface Served {task: string; version: number; since: string; modality: string; labels: string[]; columns?: Column[] | null; answered: number;
  canary?: {version: number; standing: string} | null; shadow?: {version: number; inputs: number; same: number; failures: number} | null;
  drift?: {alarm: boolean; inputs: number; rows: number; finding: {drifted: boolean; sentence: string}} | null}
export interface Scored {label: string; probability: number}
export interface Reply {version: number; preparation?: string[]; predictions: {label: string; probability: number; alternatives: Scored[]}[]; tookMillis: number}

export interface Letter {
  id: string; topic: string; partition: number; offset: number; service: string; reason: string; key?: string | null;
  eventId?: string | null; excerpt: string; bytes: number; time: string; replayOf?: string | null; replay?: Replay | null;
}
export interface Replay {at: string; requestedBy: string; explanation: string}
export interface Task {name: string}
