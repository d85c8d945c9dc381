// A run's curves.

import {axes, type Drawing} from './chart';
import type {Epoch} from './types';

export function losses(curve: Epoch[], planned: number, best?: number | null): Drawing {
  return ink => ({
    ...axes(ink, {type: 'value', min: 1, max: Math.max(planned, 2), minInterval: 1, name: 'epoch'}, {type: 'value', min: 0, name: 'loss, nats'}),
    series: [
      line('training', ink.champion, curve.map(at => [at.epoch, at.trainLoss]), true),
      {...line('validation', ink.challenger, curve.map(at => [at.epoch, at.validationLoss]), false), ...bestAt(best, ink.muted, ink.text)}
    ]
  });
}

export function scores(curve: Epoch[], planned: number, best?: number | null): Drawing {
  return ink => ({
    ...axes(ink, {type: 'value', min: 1, max: Math.max(planned, 2), minInterval: 1, name: 'epoch'}, {type: 'value', min: 0, max: 1, name: 'validation'}),
    series: [
      line('accuracy', ink.champion, curve.map(at => [at.epoch, at.validationAccuracy]), true),
      {...line('macro F1', ink.challenger, curve.map(at => [at.epoch, at.validationMacroF1]), false), ...bestAt(best, ink.muted, ink.text)}
    ]
  });
}

function line(name: string, color: string, data: number[][], dashed: boolean) {
  return {
    name, type: 'line', data, symbolSize: 7, symbol: dashed ? 'emptyCircle' : 'circle', color,
    lineStyle: {width: 2.5, type: dashed ? 'dashed' : 'solid'}
  };
}

function bestAt(best: number | null | undefined, color: string, text: string) {
  return best ? {
    markLine: {
      silent: true, symbol: 'none', lineStyle: {color, type: 'dotted'}, label: {formatter: 'best', color: text, position: 'insideEndTop'},
      data: [{xAxis: best}]
    }
  } : {};
}
