// The sections of the page, each from what the service answers.

import {ask} from './api.js';
import {chart} from './chart.js';
import {el, showList} from './dom.js';
import {ago, clock, count, many, millis, seconds, share, short} from './format.js';

const TONES = {
  received: 'wait', accepted: 'wait', snapshot: 'wait',
  training: 'busy', evaluating: 'busy', deciding: 'busy',
  promoted: 'good', refused: 'bad', inconclusive: 'wait', rejected: 'bad', abandoned: 'bad', superseded: 'wait', 'rolled-back': 'wait'
};

const WORK = {
  'data-prep': 'checks rows', trainer: 'learns', evaluator: 'compares', registry: 'decides', predictor: 'answers'
};

// An epoch takes seconds to minutes; a trainer that says nothing for longer may be dead.
const SILENT = 300000;

const CHAMPIONS = 6;

const byId = id => document.getElementById(id);
const time = when => el('time', {datetime: when, title: when, 'data-ago': when}, ago(when));
const chip = (state, text = state) => el('span', {class: 'chip', 'data-tone': TONES[state]}, text);

export function refreshTimes() {
  document.querySelectorAll('time[data-ago]').forEach(node => { node.textContent = ago(node.dataset.ago); });
}

export function showTotals(overview) {
  byId('totals').textContent = overview.events === 0
    ? 'nothing has happened yet'
    : `${many(overview.events, 'event')} · ${many(overview.tasks, 'task')}`;
}

export function showFlow(stages) {
  showList(byId('flow'), stages, stage => stage.name, stageCard, '');
}

function stageCard(stage) {
  const item = stage.current;
  return el('li', {'data-active': String(stage.working > 0)},
    el('h3', {}, stage.name),
    el('p', {class: 'count'}, ...headline(stage)),
    item ? el('p', {class: 'item', title: `${item.task}: ${item.label}`}, itemText(item)) : el('p', {class: 'item soft'}, 'nothing so far'),
    item && item.percent !== undefined
      ? el('progress', {max: 100, value: item.percent, 'aria-label': `${item.label}: ${Math.round(item.percent)} percent`})
      : null,
    el('p', {class: 'tally'}, tally(stage)));
}

function itemText(item) {
  return item.kind === 'batch' ? item.label : `${item.task}, ${item.label}`;
}

function headline(stage) {
  if (stage.name === 'batch') {
    return [count(stage.done), ' ', el('small', {}, 'announced')];
  }
  if (stage.name === 'predictor') {
    return [count(stage.done), ' ', el('small', {}, stage.done === 1 ? 'model live' : 'models live')];
  }
  return stage.working > 0
    ? [count(stage.working), ' ', el('small', {}, 'at work')]
    : [el('small', {}, stage.waiting > 0 ? `${count(stage.waiting)} waiting` : 'idle')];
}

function tally(stage) {
  const parts = [];
  if (stage.waiting > 0 && stage.working > 0) {
    parts.push(`${count(stage.waiting)} waiting`);
  }
  if (stage.name in WORK && stage.name !== 'predictor') {
    parts.push(`${count(stage.done)} ${stage.name === 'registry' ? 'promoted' : 'done'}`);
    if (stage.refused > 0) {
      parts.push(`${count(stage.refused)} ${stage.name === 'trainer' ? 'abandoned' : stage.name === 'registry' ? 'not promoted' : 'refused'}`);
    }
  }
  return parts.join(' · ') || (WORK[stage.name] ?? 'labelled rows come in');
}

export function showBatches(page, more) {
  byId('batches-total').textContent = page.total > page.items.length
    ? `newest ${page.items.length} of ${count(page.total)}` : '';
  byId('more').hidden = page.total <= page.items.length || page.items.length >= 500;
  showList(byId('batch-list'), page.items, batch => batch.id, batchCard,
    more ? 'No batch of this task yet.'
      : ['No batch yet. Announce one with ', el('code', {}, './graft batch'), ', or with any Kafka client on the topic ',
        el('code', {}, 'graft.batch.labelled.v1'), '.']);
}

function batchCard(batch) {
  return el('li', {},
    el('div', {class: 'row'},
      el('h3', {}, batch.description || `Batch ${short(batch.id)}`),
      chip(batch.state, stateText(batch))),
    el('div', {class: 'facts'},
      el('span', {}, batch.task),
      batch.state === 'received' ? null : el('span', {class: 'mono', title: batch.id}, short(batch.id)),
      rows(batch) ? el('span', {}, rows(batch)) : null,
      batch.rows ? report(batch) : null,
      batch.announcements > 1 ? el('span', {}, `announced ${count(batch.announcements)} times`) : null,
      time(batch.since)),
    batch.state === 'received' && batch.parts ? preparing(batch) : null,
    batch.state === 'training' ? training(batch) : null,
    batch.explanation ? el('p', {class: 'said'}, batch.explanation) : null,
    batch.supersededBy ? successor(batch.supersededBy) : null,
    batch.failedRules.filter(rule => rule !== batch.explanation).map(rule => el('p', {class: 'said soft'}, rule)),
    chainDetails(batch));
}

function stateText(batch) {
  const texts = {
    promoted: `promoted as version ${batch.version}`,
    refused: `refused as version ${batch.version}`,
    inconclusive: `inconclusive as version ${batch.version}`,
    accepted: 'accepted, waits for its trigger',
    snapshot: 'in a snapshot',
    rejected: `rejected: ${batch.reason}`,
    abandoned: `abandoned: ${batch.reason}`,
    superseded: 'superseded by a newer snapshot'
  };
  return texts[batch.state] ?? batch.state;
}

/** What took the place of a superseded run; a click shows that run. */
function successor({snapshotId, runId, state}) {
  if (runId === undefined) {
    return el('p', {class: 'said'}, `The newer snapshot ${short(snapshotId)} waits for the trainer.`);
  }
  const link = el('button', {type: 'button', 'data-focus': 'successor'}, `run ${short(runId)}`);
  link.addEventListener('click', () => document.dispatchEvent(new CustomEvent('choose-run', {detail: runId})));
  return el('p', {class: 'said'}, 'Its rows are in ', link, `, ${state}.`);
}

/** A link to data-prep's page about the batch, with what stands out there. */
function report(batch) {
  const parts = ['report'];
  if (batch.findings?.suspectedLabels > 0) {
    parts.push(`${many(batch.findings.suspectedLabels, 'label')} in doubt`);
  }
  if (batch.findings?.drifted) {
    parts.push('drifted');
  }
  return el('a', {href: `api/batches/${encodeURIComponent(batch.id)}/report`, target: '_blank', rel: 'noopener',
    'data-focus': 'report'}, parts.join(', '));
}

function rows(batch) {
  if (!batch.rows) {
    return batch.announcedRows === undefined ? '' : many(batch.announcedRows, 'row');
  }
  const {received, accepted, quarantined, duplicates} = batch.rows;
  const parts = [accepted === received ? many(received, 'row') : `${count(accepted)} of ${many(received, 'row')} new`];
  if (quarantined > 0) {
    parts.push(`${count(quarantined)} quarantined`);
  }
  if (duplicates > 0) {
    parts.push(`${count(duplicates)} known`);
  }
  return parts.join(', ');
}

/** A batch that several processes read in parts. */
function preparing({parts: progress, updated}) {
  const parts = [`${count(progress.prepared)} of ${many(progress.parts, 'part')} read`, many(progress.rows, 'row')];
  if (progress.rowsPerSecond !== undefined) {
    parts.push(`${count(Math.round(progress.rowsPerSecond))} rows/s`);
  }
  if (progress.secondsLeft !== undefined) {
    parts.push(progress.prepared === progress.parts
      ? 'compared with the data set now' : `about ${seconds(progress.secondsLeft)} left`);
  }
  return el('div', {class: 'progress'},
    el('progress', {max: 100, value: progress.percent, 'aria-label': 'preparing'}),
    el('p', {class: 'soft'}, [`${Math.round(progress.percent)} %`, ...parts].join(' · '),
      Date.now() - Date.parse(updated) > SILENT ? [' · last heard of ', time(updated)] : null));
}

function training({training: progress, updated}) {
  const silent = Date.now() - Date.parse(updated) > SILENT;
  const parts = [progress.epoch === 0
    ? `epoch 1 of ${progress.plannedEpochs} begins`
    : `epoch ${progress.epoch} of ${progress.plannedEpochs} done`];
  if (progress.samplesPerSecond !== undefined) {
    parts.push(`${Math.round(progress.samplesPerSecond)} rows/s`);
  }
  if (progress.secondsLeft !== undefined && !silent) {
    parts.push(`about ${seconds(progress.secondsLeft)} left`);
  }
  return el('div', {class: 'progress'},
    el('progress', {max: 100, value: progress.percent, 'aria-label': 'training'}),
    el('p', {class: 'soft'}, [`${Math.round(progress.percent)} %`, ...parts].join(' · '),
      silent ? [' · last heard of ', time(updated)] : null));
}

function chainDetails(batch) {
  const body = el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Events of this batch'}, 'loading');
  const details = el('details', {}, el('summary', {'data-focus': 'chain'}, 'Events'), body);
  details.addEventListener('toggle', () => { if (details.open) { showChain(batch.id, body); } });
  return details;
}

async function showChain(id, body) {
  try {
    const detail = await ask(`batches/${encodeURIComponent(id)}`);
    body.replaceChildren(...(detail === null ? ['It is not remembered any more.'] : chainOf(detail)));
  } catch (failure) {
    body.replaceChildren(`The events could not be read (${failure.message}). Fold and unfold to try again.`);
  }
}

function chainOf(detail) {
  return [
    el('table', {},
      el('thead', {}, el('tr', {}, el('th', {}, 'at'), el('th', {}, 'event'), el('th', {}, 'by'),
        el('th', {class: 'number'}, 'after its cause'), el('th', {class: 'number'}, 'of that computing'))),
      el('tbody', {}, detail.chain.map(link => el('tr', {},
        el('td', {title: link.time}, clock(link.time)), el('td', {title: link.id}, link.type),
        el('td', {}, link.source.replace('/graft/', '')),
        el('td', {class: 'number'}, millis(link.hopMillis)), el('td', {class: 'number'}, millis(link.computeMillis)))))),
    el('p', {class: 'soft'}, `${millis(detail.elapsedMillis)} from first to last${detail.computeMillis > 0 ? `, ${millis(detail.computeMillis)} of it training and evaluation` : ''}`)
  ];
}

export function showRun(detail) {
  const box = byId('curve');
  box.classList.toggle('empty', detail === null);
  if (detail === null) {
    box.replaceChildren('No run yet. One begins when a snapshot is ready.');
    delete box.dataset.print;
    return;
  }
  const print = JSON.stringify(detail);
  if (box.dataset.print === print) {
    return;
  }
  const open = box.querySelector('details')?.open ?? false;
  const focused = box.contains(document.activeElement);
  box.dataset.print = print;
  box.replaceChildren(...runParts(detail));
  const details = box.querySelector('details');
  if (details) {
    details.open = open;
    if (focused) {
      details.querySelector('summary').focus();
    }
  }
}

function runParts({run, curve}) {
  return [
    el('div', {class: 'row'}, el('h3', {}, run.task), chip(run.state)),
    el('div', {class: 'facts'},
      run.strategy ? el('span', {}, run.strategy) : null,
      run.device ? el('span', {}, `on ${run.device}`) : null,
      run.attempt > 1 ? el('span', {}, `attempt ${run.attempt}`) : null,
      run.rows ? el('span', {}, many(run.rows.train, 'training row')) : null,
      time(run.since)),
    run.state === 'training' ? training(run) : null,
    run.explanation ? el('p', {class: 'said'}, run.explanation) : null,
    ...(curve.length > 0 ? [charts(run, curve), numbers(curve)]
      : [run.state === 'training' ? el('p', {class: 'said soft'}, 'The curve begins when the first epoch is done.') : null])
  ].filter(part => part !== null);
}

function charts(run, curve) {
  const common = {epochs: curve.map(point => point.epoch), planned: run.training.plannedEpochs, best: run.training.bestEpoch ?? null};
  return el('div', {class: 'charts'},
    chart({...common, title: 'Loss', bounds: null, series: [
      {name: 'training', values: curve.map(point => point.trainLoss)},
      {name: 'validation', values: curve.map(point => point.validationLoss)}]}),
    chart({...common, title: 'Validation score', bounds: {low: 0, high: 1}, series: [
      {name: 'accuracy', values: curve.map(point => point.validationAccuracy)},
      {name: 'macro F1', values: curve.map(point => point.validationMacroF1)}]}));
}

function numbers(curve) {
  return el('details', {}, el('summary', {}, 'Numbers'),
    el('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'The curve as a table'}, el('table', {},
      el('thead', {}, el('tr', {}, ['epoch', 'training loss', 'validation loss', 'accuracy', 'macro F1', 'rows/s']
        .map(name => el('th', {class: 'number'}, name)))),
      el('tbody', {}, curve.map(point => el('tr', {},
        [point.epoch, share(point.trainLoss), share(point.validationLoss), share(point.validationAccuracy),
          share(point.validationMacroF1), point.samplesPerSecond.toFixed(1)]
          .map(value => el('td', {class: 'number'}, String(value)))))))));
}

export function showChampions(all) {
  const champions = [...all].sort((one, other) => other.since.localeCompare(one.since)).slice(0, CHAMPIONS);
  byId('champions-total').textContent = all.length > CHAMPIONS ? `newest ${CHAMPIONS}; choose a task for another` : '';
  showList(byId('champions'), champions, champion => champion.task, championCard,
    'No model is live yet. The first challenger that passes the gate will be.');
}

function championCard(champion) {
  const scores = champion.scores;
  const before = champion.previousVersion === undefined ? '' : `, before: ${champion.previousVersion}`;
  return el('li', {},
    el('div', {class: 'row'}, el('h3', {}, champion.task),
      chip(champion.kind, champion.kind === 'rolled-back' ? `version ${champion.version}, rolled back` : `version ${champion.version}`)),
    scores ? el('dl', {class: 'scores'}, score('macro F1', scores.macroF1), score('accuracy', scores.accuracy),
      score('calibration error', scores.calibrationError)) : null,
    el('p', {class: 'said'}, champion.summary),
    el('div', {class: 'facts'}, el('span', {}, 'live since ', time(champion.since), before),
      scores ? el('span', {}, many(scores.rows, 'test row')) : null));
}

function score(name, value) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, share(value)));
}

export function showDeadLetters(page) {
  byId('letters-total').textContent = page.total > page.items.length ? `newest ${page.items.length} of ${count(page.total)}` : '';
  showList(byId('letters'), page.items, letter => letter.id, letterCard, 'None. Every record could be read.');
}

function letterCard(letter) {
  return el('li', {},
    el('p', {}, letter.reason),
    el('div', {class: 'facts'},
      el('span', {class: 'mono'}, `${letter.topic} ${letter.partition}@${letter.offset}`),
      el('span', {}, `refused by ${letter.service}`), time(letter.time)),
    el('details', {}, el('summary', {'data-focus': 'letter'}, `Record, ${many(letter.bytes, 'byte')}`),
      el('pre', {tabindex: 0}, letter.excerpt || '(empty)')));
}

export function showTasks(names, chosen) {
  options(byId('task'), [['', 'all tasks'], ...names.map(name => [name, name])], chosen);
}

export function showRuns(runs, chosen) {
  options(byId('run'), runs.map(run => [run.id, `${run.task} ${short(run.id)}, ${run.state}`]), chosen);
  byId('run').closest('label').hidden = runs.length < 2;
}

function options(select, pairs, chosen) {
  const print = JSON.stringify(pairs);
  if (select.dataset.print !== print) {
    select.dataset.print = print;
    select.replaceChildren(...pairs.map(([value, text]) => el('option', {value}, text)));
  }
  select.value = chosen;
}
