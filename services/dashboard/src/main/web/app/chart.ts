// A chart. The library that draws it is fetched when the first one is shown.

import {html, LitElement} from 'lit';
import type {EChartsCoreOption, EChartsType} from 'echarts/core';

/** The page's colours as they are now, for charts. */
export interface Ink {text: string; muted: string; line: string; surface: string; challenger: string; champion: string; bad: string; open: string}
export type Drawing = (ink: Ink) => EChartsCoreOption;

const MEDIA = matchMedia('(prefers-color-scheme: dark)');

export class Chart extends LitElement {
  static properties = {drawing: {attribute: false}, label: {type: String}, height: {type: Number}};
  declare drawing: Drawing;
  declare label: string;
  declare height: number;
  private chart: EChartsType | null = null;
  private readonly size = new ResizeObserver(() => this.chart?.resize());
  private readonly redraw = () => void this.draw();

  constructor() {
    super();
    this.label = '';
    this.height = 260;
  }

  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('graft-theme', this.redraw);
    MEDIA.addEventListener('change', this.redraw);
    if (this.hasUpdated) {
      void this.draw();
    }
  }

  disconnectedCallback() {
    removeEventListener('graft-theme', this.redraw);
    MEDIA.removeEventListener('change', this.redraw);
    this.size.disconnect();
    this.chart?.dispose();
    this.chart = null;
    super.disconnectedCallback();
  }

  protected render() {
    return html`<div class="canvas" role="img" aria-label=${this.label}></div>`;
  }

  protected updated() {
    void this.draw();
  }

  private async draw() {
    const {init} = await import('./echarts');
    const canvas = this.querySelector<HTMLElement>('.canvas');
    if (!canvas || !this.isConnected) {
      return;
    }
    canvas.style.height = `${this.height}px`;
    if (!this.chart) {
      this.chart = init(canvas);
      this.size.observe(canvas);
    }
    this.chart.setOption({animation: false, textStyle: {fontFamily: getComputedStyle(canvas).fontFamily}, ...this.drawing(ink(this))}, {notMerge: true});
    this.dataset.drawn = 'true';
  }
}

function ink(element: Element): Ink {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: of('--ink'), muted: of('--ink-soft'), line: of('--edge'), surface: of('--surface'),
    challenger: of('--challenger'), champion: of('--champion'), bad: of('--bad'), open: of('--open')
  };
}

/** The parts that charts with two axes have in common. */
export function axes(colours: Ink, x: object, y: object): EChartsCoreOption {
  const axis = {
    axisLabel: {color: colours.muted}, axisLine: {lineStyle: {color: colours.line}}, axisTick: {show: false},
    splitLine: {lineStyle: {color: colours.line}}, nameTextStyle: {color: colours.muted}
  };
  return {
    grid: {left: 8, right: 16, top: 40, bottom: 28, containLabel: true},
    legend: {top: 0, left: 0, textStyle: {color: colours.text}, itemWidth: 18, itemHeight: 8},
    tooltip: {
      trigger: 'axis', renderMode: 'richText', backgroundColor: colours.surface, borderColor: colours.line,
      textStyle: {color: colours.text}
    },
    xAxis: {...axis, splitLine: {show: false}, nameLocation: 'middle', nameGap: 26, ...x},
    yAxis: {...axis, axisLine: {show: false}, ...y}
  };
}

customElements.define('graft-chart', Chart);
