// Reads everything once, then again whenever something has happened; the stream says when.

import {ask} from './api.js';
import {
  refreshTimes, showBatches, showChampions, showDeadLetters, showFlow, showRun, showRuns, showTasks, showTotals
} from './sections.js';

const EVENTS = [
  'task.declaration-requested', 'task.declared', 'batch.labelled', 'batch.part-requested',
  'batch.part-prepared', 'batch.accepted', 'dataset.prepared',
  'dataset.rejected', 'run.started', 'run.epoch-completed', 'run.stop-requested', 'run.completed', 'run.abandoned',
  'model.evaluation-requested', 'model.evaluated', 'model.promoted', 'model.rejected', 'model.rolled-back',
  'dead-letter', 'resync'
];
const PAGE = 12;
const CALM = 250;
const POLL = 5000;
const TIMES = 10000;

const view = {task: '', run: '', batches: PAGE, connection: 'connecting', answered: null};
let busy = false;
let again = false;
let timer = 0;

async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    await show();
    view.answered = new Date();
    banner('');
  } catch (failure) {
    console.warn(failure);
    banner(view.answered
      ? `The dashboard does not answer. This is what it knew at ${view.answered.toLocaleTimeString('en-GB')}; trying again.`
      : 'The dashboard does not answer. Trying again.');
  } finally {
    busy = false;
    if (again) {
      again = false;
      soon();
    }
  }
}

async function show() {
  const of = view.task ? `&task=${encodeURIComponent(view.task)}` : '';
  const [overview, tasks, batches, runs, letters] = await Promise.all([
    ask('overview'), ask('tasks?limit=500'), ask(`batches?limit=${view.batches}${of}`), ask(`runs?limit=20${of}`),
    ask('dead-letters?limit=5')
  ]);
  showTotals(overview);
  showFlow(overview.flow);
  showTasks(tasks.items.map(task => task.name).sort(), view.task);
  showChampions(view.task ? await championOf(view.task) : overview.champions);
  showDeadLetters(letters);
  showBatches(batches, view.task !== '');
  await showCurve(runs.items);
  connection(overview.caughtUp ? view.connection : 'reading');
}

async function championOf(task) {
  const detail = await ask(`models/${encodeURIComponent(task)}`);
  return detail?.model.champion ? [detail.model.champion] : [];
}

/** The chosen run; where none is chosen, the one at work, or else the newest that began. */
async function showCurve(runs) {
  if (view.run && !runs.some(run => run.id === view.run)) {
    view.run = '';
  }
  const shown = view.run || (runs.find(run => run.state === 'training') ?? runs.find(run => run.state !== 'superseded') ?? runs[0])?.id;
  showRuns(runs, shown ?? '');
  showRun(shown ? await ask(`runs/${encodeURIComponent(shown)}`) : null);
}

function soon() {
  if (!timer && !document.hidden) {
    timer = setTimeout(() => { timer = 0; refresh(); }, CALM);
  }
}

function listen() {
  const stream = new EventSource('api/events');
  stream.addEventListener('open', () => { view.connection = 'live'; soon(); });
  stream.addEventListener('error', () => {
    view.connection = 'lost';
    connection('lost');
    if (stream.readyState === EventSource.CLOSED) {
      stream.close();
      setTimeout(listen, POLL);
    }
  });
  EVENTS.forEach(name => stream.addEventListener(name, soon));
}

function connection(state) {
  const texts = {connecting: 'connecting', reading: 'reading the past', live: 'live', lost: 'not connected, trying again'};
  const node = document.getElementById('connection');
  if (node.dataset.state !== state) {
    node.dataset.state = state;
    node.textContent = texts[state];
  }
}

function banner(text) {
  const node = document.getElementById('banner');
  node.hidden = text === '';
  node.textContent = text;
}

document.getElementById('task').addEventListener('change', event => {
  Object.assign(view, {task: event.target.value, run: '', batches: PAGE});
  refresh();
});
document.getElementById('run').addEventListener('change', event => {
  view.run = event.target.value;
  refresh();
});
document.addEventListener('choose-run', event => {
  view.run = event.detail;
  refresh();
});
document.getElementById('more').addEventListener('click', () => {
  view.batches = Math.min(500, view.batches + 4 * PAGE);
  refresh();
});
document.addEventListener('visibilitychange', soon);
setInterval(refreshTimes, TIMES);
setInterval(() => { if (view.connection !== 'live' || document.getElementById('connection').dataset.state !== 'live') { soon(); } }, POLL);
listen();
refresh();
