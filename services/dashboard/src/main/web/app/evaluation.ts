// Champion against challenger: by slice with intervals, what was mistaken for what, and how far its confidence can be trusted.

import {html, LitElement, nothing} from 'lit';
import {axes, type Drawing, type Ink} from './chart';
import {count, share, signed, words} from './format';
import type {Evaluation, Report, Slice} from './types';
import {card, empty} from './view';

const MOST_LABELS = 40;

class GraftEvaluation extends LitElement {
  static properties = {evaluation: {attribute: false}};
  declare evaluation: Evaluation;
  private metric = '';
  private slice = '';
  private who: 'challenger' | 'champion' = 'challenger';

  protected createRenderRoot() {
    return this;
  }

  protected render() {
    const {slices, metric} = this.evaluation;
    const metrics = [...new Set(slices.flatMap(slice => Object.keys(slice.gains)))];
    const chosen = metrics.includes(this.metric) ? this.metric : metrics.includes(metric) ? metric : metrics[0] ?? '';
    const known = slices.filter(slice => slice.challenger.classes.length > 0);
    const slice = known.find(one => one.name === this.slice) ?? known[0];
    return html`
      ${chosen ? card('Champion against challenger, by slice', this.gains(slices, chosen),
        this.choice('Score', metrics, chosen, value => { this.metric = value; })) : nothing}
      ${card('Scores by slice', this.table(slices))}
      ${slice ? html`<div class="columns">
        <div>${card('What was taken for what', this.confusion(slice), this.choice('Slice', known.map(one => one.name), slice.name, value => { this.slice = value; }))}</div>
        <div>${card('Can its confidence be trusted?', this.reliability(slice))}</div>
      </div>` : nothing}`;
  }

  private gains(slices: Slice[], metric: string) {
    const shown = slices.filter(slice => slice.gains[metric]).slice(0, 30);
    const told = shown.map(slice => `${slice.name} ${signed(slice.gains[metric]?.value ?? 0)}`).join(', ');
    return html`<graft-chart .drawing=${gainsDrawing(shown, metric)} .height=${70 + 34 * shown.length}
        .label=${`Gain of the challenger in ${words(metric)} by slice: ${told}`}></graft-chart>
      <p class="hint">A point is the gain, its line where the true gain lies${level(shown, metric)}. A line left of 0 is a loss; one across 0 could be luck.</p>`;
  }

  private table(slices: Slice[]) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Scores by slice"><table class="table">
      <thead><tr><th>slice</th><th>rows</th><th>macro F1</th><th>champion</th><th>accuracy</th><th>champion</th><th>calibration error</th></tr></thead>
      <tbody>${slices.map(slice => html`<tr><th scope="row">${slice.name}</th><td>${count(slice.challenger.rows)}</td>
        <td>${share(slice.challenger.macroF1)}</td><td>${share(slice.champion?.macroF1)}</td>
        <td>${share(slice.challenger.accuracy)}</td><td>${share(slice.champion?.accuracy)}</td><td>${share(slice.challenger.calibrationError)}</td></tr>`)}</tbody>
    </table></div>`;
  }

  private confusion(slice: Slice) {
    const report = this.report(slice);
    if (!report.confusion.length || this.evaluation.labels.length > MOST_LABELS) {
      return empty('There are too many labels to show a matrix; the evaluation’s document has the scores of each.');
    }
    const labels = this.evaluation.labels;
    return html`${this.switch(slice)}
      <graft-chart .drawing=${confusionDrawing(labels, report)} .height=${150 + 38 * labels.length}
        .label=${`Confusion matrix of the ${this.who} on ${count(report.rows)} rows, accuracy ${share(report.accuracy)}`}></graft-chart>
      <p class="hint">Each line holds the rows of one true label; the columns are what they were taken for.</p>
      <details><summary>By label</summary><div class="scroll" tabindex="0" role="region" aria-label="Scores by label"><table class="table">
        <thead><tr><th>label</th><th>rows</th><th>precision</th><th>recall</th><th>F1</th></tr></thead>
        <tbody>${report.classes.map(one => html`<tr><th scope="row">${one.label}</th><td>${count(one.support)}</td><td>${share(one.precision)}</td>
          <td>${share(one.recall)}</td><td>${share(one.f1)}</td></tr>`)}</tbody></table></div></details>`;
  }

  private reliability(slice: Slice) {
    const {challenger, champion} = slice;
    if (!challenger.reliability.length) {
      return empty('It was not measured on this slice.');
    }
    return html`<graft-chart .drawing=${reliabilityDrawing(challenger, champion)} .height=${360}
        .label=${`Reliability curve; expected calibration error ${share(challenger.calibrationError)}`}></graft-chart>
      <p class="hint">On the diagonal a model that is 80 % sure is right in 80 % of the rows. Expected calibration error
        ${share(challenger.calibrationError)}${champion ? html`, champion ${share(champion.calibrationError)}` : nothing}.</p>`;
  }

  private report(slice: Slice): Report {
    return this.who === 'champion' && slice.champion ? slice.champion : slice.challenger;
  }

  private switch(slice: Slice) {
    return slice.champion ? html`<div class="btn-group btn-group-sm" role="group" aria-label="Whose">${(['challenger', 'champion'] as const).map(who => html`
      <button type="button" class="btn btn-outline-primary ${who === this.who ? 'active' : ''}" aria-pressed=${who === this.who}
        @click=${() => { this.who = who; this.requestUpdate(); }}>${who}</button>`)}</div>` : nothing;
  }

  private choice(name: string, values: string[], chosen: string, choose: (value: string) => void) {
    return values.length > 1 ? html`<select class="form-select form-select-sm" aria-label=${name} @change=${(event: Event) => {
      choose((event.target as HTMLSelectElement).value);
      this.requestUpdate();
    }}>${values.map(value => html`<option value=${value} ?selected=${value === chosen}>${words(value)}</option>`)}</select>` : nothing;
  }
}

function level(slices: Slice[], metric: string): string {
  const found = slices.map(slice => slice.gains[metric]?.interval?.level).find(Boolean);
  return found ? ` with ${Math.round(found * 100)} % confidence` : '';
}

function gainsDrawing(slices: Slice[], metric: string): Drawing {
  return ink => {
    const rows = slices.map((slice, place) => {
      const gain = slice.gains[metric] ?? {value: 0};
      const {lower, upper} = gain.interval ?? {lower: gain.value, upper: gain.value};
      return {value: [gain.value, place, lower, upper], itemStyle: {color: !gain.interval ? ink.muted : lower > 0 ? ink.challenger : upper < 0 ? ink.bad : ink.open}};
    });
    const base = axes(ink, {type: 'value', axisLabel: {color: ink.muted, formatter: (value: number) => Number(value.toFixed(3)).toString()}},
      {type: 'category', inverse: true, data: slices.map(slice => `${slice.name} (${slice.challenger.rows})`), axisLabel: {color: ink.text, width: 130, overflow: 'truncate'}});
    return {
      ...base, legend: undefined, tooltip: {...(base.tooltip as object), trigger: 'item', formatter: (at: {value: number[]}) =>
        `gain ${signed(at.value[0] ?? 0)}\n${signed(at.value[2] ?? 0)} to ${signed(at.value[3] ?? 0)}`},
      grid: {left: 8, right: 24, top: 8, bottom: 28, containLabel: true},
      series: [
        {type: 'custom', data: rows, encode: {x: [2, 3], y: 1}, silent: true, renderItem: whisker},
        {
          type: 'scatter', data: rows, encode: {x: 0, y: 1}, symbolSize: 11,
          markLine: {silent: true, symbol: 'none', label: {show: false}, lineStyle: {color: ink.text, type: 'solid', width: 1}, data: [{xAxis: 0}]}
        }
      ]
    };
  };
}

interface Drawn {value(dimension: number): number; coord(at: number[]): number[]; visual(name: string): string}

function whisker(_: unknown, api: Drawn) {
  const [fromX, y] = api.coord([api.value(2), api.value(1)]);
  const [toX] = api.coord([api.value(3), api.value(1)]);
  return {type: 'line', shape: {x1: fromX, y1: y, x2: toX, y2: y}, style: {stroke: api.visual('color'), lineWidth: 3, opacity: 0.75}};
}

function confusionDrawing(labels: string[], report: Report): Drawing {
  return ink => {
    const cells = report.confusion.flatMap((row, truth) => {
      const sum = Math.max(1, row.reduce((all, number) => all + number, 0));
      return row.map((number, taken) => ({value: [taken, truth, number / sum, number], label: {color: shade(ink, number / sum)}}));
    });
    const base = axes(ink, {type: 'category', data: labels, axisLabel: {color: ink.muted, rotate: 38, width: 112, overflow: 'truncate', interval: 0}},
      {type: 'category', data: labels, inverse: true, axisLabel: {color: ink.muted, width: 112, overflow: 'truncate', interval: 0}, splitLine: {show: false}});
    return {
      ...base, legend: undefined, grid: {left: 8, right: 8, top: 12, bottom: 8, containLabel: true},
      tooltip: {...(base.tooltip as object), trigger: 'item', formatter: (at: {value: number[]}) =>
        `${count(at.value[3] ?? 0)} rows of ${labels[at.value[1] ?? 0]}\ntaken for ${labels[at.value[0] ?? 0]}`},
      visualMap: {show: false, min: 0, max: 1, dimension: 2, inRange: {color: [ink.surface, ink.challenger]}},
      series: [{
        type: 'heatmap', data: cells, itemStyle: {borderColor: ink.line, borderWidth: 1},
        label: {show: true, formatter: (at: {value: number[]}) => String(at.value[3] ?? '')}
      }]
    };
  };
}

/** What can be read on a cell of the matrix. */
function shade(ink: Ink, share: number): string {
  return share > 0.55 ? ink.surface : ink.text;
}

function reliabilityDrawing(challenger: Report, champion?: Report | null): Drawing {
  const points = (report: Report) => report.reliability.filter(bin => bin.rows > 0).map(bin => ({value: [bin.confidence, bin.accuracy], symbolSize: 6 + Math.min(14, Math.sqrt(bin.rows))}));
  return ink => {
    const base = axes(ink, {type: 'value', min: 0, max: 1, name: 'confidence'}, {type: 'value', min: 0, max: 1, name: 'share that is right', nameTextStyle: {color: ink.muted, align: 'left'}});
    return {
      ...base, tooltip: {...(base.tooltip as object), trigger: 'item'},
      series: [
        {name: 'ideal', type: 'line', data: [[0, 0], [1, 1]], symbol: 'none', silent: true, color: ink.muted, lineStyle: {type: 'dotted', width: 1.5}},
        ...(champion ? [{name: 'champion', type: 'line', data: points(champion), symbol: 'emptyCircle', color: ink.champion, lineStyle: {width: 2, type: 'dashed'}}] : []),
        {name: 'challenger', type: 'line', data: points(challenger), symbol: 'circle', color: ink.challenger, lineStyle: {width: 2.5}}
      ]
    };
  };
}

customElements.define('graft-evaluation', GraftEvaluation);
