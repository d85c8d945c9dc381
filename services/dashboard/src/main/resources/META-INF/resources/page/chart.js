// A run's curve as inline SVG: two lines over epochs.

import {el, svg} from './dom.js';

const WIDTH = 380;
const HEIGHT = 190;
const LEFT = 40;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;

/**
 * @param title what is drawn, for the caption
 * @param series two of {name, values}; the first is drawn dashed
 * @param epochs the numbers below the axis
 * @param planned how far the axis goes
 * @param best the epoch to mark, or null
 * @param bounds {low, high}, or null to fit the values from 0
 */
export function chart({title, series, epochs, planned, best, bounds}) {
  const values = series.flatMap(line => line.values);
  const low = bounds ? bounds.low : 0;
  const high = bounds ? bounds.high : niceCeiling(Math.max(...values));
  const last = Math.max(planned, epochs[epochs.length - 1], 2);
  const x = epoch => LEFT + (WIDTH - LEFT - RIGHT) * (epoch - 1) / (last - 1);
  const y = value => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / (high - low));
  return el('figure', {},
    el('figcaption', {}, el('b', {}, title), series.map((line, i) => key(line.name, i + 1))),
    svg('svg', {class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': words(title, series, epochs)},
      levels(low, high).map(level => horizontal(level, y(level))),
      ticks(last).map(epoch => svg('text', {x: x(epoch), y: HEIGHT - 8, 'text-anchor': 'middle'}, String(epoch))),
      best ? svg('line', {class: 'best', x1: x(best), x2: x(best), y1: TOP, y2: HEIGHT - BOTTOM}) : null,
      series.map((line, i) => curve(line.values.map((value, n) => [x(epochs[n]), y(value)]), i + 1))));
}

function horizontal(level, at) {
  return svg('g', {},
    svg('line', {class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: at, y2: at}),
    svg('text', {x: LEFT - 6, y: at + 4, 'text-anchor': 'end'}, String(Number(level.toFixed(2)))));
}

function curve(points, number) {
  const path = points.map(([px, py], i) => `${i ? 'L' : 'M'}${px.toFixed(1)} ${py.toFixed(1)}`).join('');
  const [endX, endY] = points[points.length - 1];
  return svg('g', {},
    svg('path', {class: `line series-${number}`, d: path}),
    svg('circle', {class: `dot series-${number}`, cx: endX, cy: endY, r: 3.5}));
}

function key(name, number) {
  return el('span', {class: 'key'},
    svg('svg', {viewBox: '0 0 22 8', 'aria-hidden': 'true'}, svg('path', {class: `line series-${number}`, d: 'M1 4H21'})),
    name);
}

function words(title, series, epochs) {
  const now = series.map(line => `${line.name} ${line.values[line.values.length - 1].toFixed(3)}`).join(', ');
  return `${title} over ${epochs.length} epochs; now ${now}`;
}

function levels(low, high) {
  return [0, 1, 2, 3, 4].map(step => low + (high - low) * step / 4);
}

function ticks(last) {
  const step = Math.max(1, Math.ceil(last / 8));
  return Array.from({length: last}, (_, i) => i + 1).filter(epoch => (epoch - 1) % step === 0);
}

function niceCeiling(value) {
  const size = 10 ** Math.floor(Math.log10(value || 1));
  return [1, 2, 4, 5, 8, 10].map(factor => factor * size).find(level => level >= value) ?? value;
}
