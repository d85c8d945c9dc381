// Where a version comes from, as a graph: batches, snapshot, run, evaluation, version.

import {html, LitElement, nothing} from 'lit';
import type {Drawing, Ink} from './chart';
import './chart';
import {bytes, count, many, seconds, share, short} from './format';
import type {Why} from './types';

const SHOWN = 6;
interface Node {id: string; name: string; note: string; column: number; row: number; place: string}

class GraftLineage extends LitElement {
  static properties = {why: {attribute: false}};
  declare why: Why;

  protected createRenderRoot() {
    return this;
  }

  protected render() {
    const {nodes, links} = graph(this.why);
    const rows = Math.max(...nodes.map(node => node.row)) + 1;
    return html`
      <graft-chart .drawing=${drawing(nodes, links)} .height=${isNarrow() ? 420 : Math.max(150, 76 * rows)}
        .label=${`Lineage graph of version ${this.why.version}; the list below says the same`}></graft-chart>
      <ol class="chain">${nodes.map(node => html`<li>${node.place ? html`<a href=${node.place}>${node.name}</a>` : node.name} <span class="hint">${node.note}</span></li>`)}</ol>
      ${this.why.lineage.absent.length ? html`<p class="alert alert-warning">Not in the store any more: ${this.why.lineage.absent.join(', ')}</p>` : nothing}`;
  }
}

function graph(why: Why): {nodes: Node[]; links: [string, string][]} {
  const {batches, snapshot, run, evaluation, files} = why.lineage;
  const shown = batches.newest.slice(-SHOWN);
  const middle = Math.max(0, (shown.length + (batches.total > shown.length ? 1 : 0) - 1) / 2);
  const nodes: Node[] = shown.map((batch, row) => ({
    id: `b${batch.batchId}`, name: `Batch ${short(batch.batchId)}`, note: `${many(batch.rowsInSnapshot, 'row')}`, column: 0, row,
    place: `#/batches/${batch.batchId}`
  }));
  if (batches.total > shown.length) {
    nodes.push({id: 'more', name: `${batches.total - shown.length} earlier batches`, note: '', column: 0, row: shown.length, place: ''});
  }
  const total = snapshot.rows ? snapshot.rows.train + snapshot.rows.validation + snapshot.rows.test : null;
  const links: [string, string][] = nodes.map(node => [node.id, 'snapshot']);
  nodes.push({id: 'snapshot', name: `Snapshot ${short(snapshot.snapshotId)}`, note: total === null ? '' : many(total, 'row'), column: 1, row: middle, place: ''});
  if (run.startedFrom) {
    nodes.push({id: 'start', name: `Version ${run.startedFrom}`, note: 'where the run began', column: 1, row: middle + 1.2, place: `#/models/${why.task}/versions/${run.startedFrom}`});
    links.push(['start', 'run']);
  }
  nodes.push({id: 'run', name: `Run ${short(run.runId)}`, note: `${many(run.epochs, 'epoch')}, ${seconds(run.computeSeconds)}`, column: 2, row: middle, place: `#/runs/${run.runId}`});
  if (evaluation.championVersion && evaluation.championVersion !== run.startedFrom) {
    nodes.push({id: 'champion', name: `Version ${evaluation.championVersion}`, note: 'compared with', column: 2, row: middle + 1.2, place: `#/models/${why.task}/versions/${evaluation.championVersion}`});
    links.push(['champion', 'evaluation']);
  } else if (evaluation.championVersion) {
    links.push(['start', 'evaluation']);
  }
  nodes.push({id: 'evaluation', name: 'Evaluation', note: `macro F1 ${share(evaluation.challenger.macroF1)}`, column: 3, row: middle, place: `#/runs/${run.runId}`});
  const size = files.files.reduce((sum, file) => sum + file.bytes, 0);
  nodes.push({id: 'version', name: `Version ${why.version}`, note: `${count(files.files.length)} files, ${bytes(size)}`, column: 4, row: middle, place: ''});
  links.push(['snapshot', 'run'], ['run', 'evaluation'], ['evaluation', 'version']);
  return {nodes, links};
}

/** From left to right, or on a narrow screen from top to bottom. */
function drawing(nodes: Node[], links: [string, string][]): Drawing {
  return (ink: Ink) => {
    const narrow = isNarrow();
    const depth = Math.max(...nodes.map(node => node.row));
    const along = {type: 'value', show: false, min: -0.5, max: 4.5};
    const across = {type: 'value', show: false, min: -0.5, max: depth + 0.5};
    return {
      grid: {left: 4, right: 4, top: 4, bottom: 4},
      xAxis: narrow ? across : along,
      yAxis: {...(narrow ? along : across), inverse: true},
      series: [{
        type: 'graph', coordinateSystem: 'cartesian2d', symbol: 'rect', symbolSize: narrow ? [118, 44] : [158, 48],
        edgeSymbol: ['none', 'arrow'], edgeSymbolSize: 8, silent: true, emphasis: {disabled: true},
        data: nodes.map(node => ({
          id: node.id, value: narrow ? [node.row, node.column] : [node.column, node.row],
          itemStyle: {color: ink.surface, borderColor: node.id === 'version' ? ink.challenger : ink.champion, borderWidth: node.id === 'version' ? 2 : 1},
          label: {
            show: true, formatter: `{n|${node.name}}\n{s|${node.note}}`,
            rich: {
              n: {fontWeight: 600, fontSize: narrow ? 10.5 : 12.5, color: ink.text, lineHeight: 17},
              s: {fontSize: narrow ? 10 : 11, color: ink.muted, lineHeight: 15}
            }
          }
        })),
        links: links.map(([source, target]) => ({source, target, lineStyle: {color: ink.muted, width: 1.5}}))
      }]
    };
  };
}

const isNarrow = (): boolean => innerWidth < 700;

customElements.define('graft-lineage', GraftLineage);
