// The gate's rules and how a challenger fared.

import {html, nothing} from 'lit';
import {measured, signed, words} from './format';
import type {Rule} from './types';

export function ruleList(rules: Rule[]) {
  return html`<ul class="plain rules">${rules.map(rule => {
    const [state, mark] = rule.passed ? ['passed', '✓'] : rule.severity === 'evidence' ? ['open', '?'] : rule.severity === 'advisory' ? ['advice', '!'] : ['failed', '✕'];
    return html`<li class="rule ${state}">
      <span class="mark" role="img" aria-label=${state}>${mark}</span>
      <div><b>${words(rule.rule)}</b><p>${rule.sentence}</p>
        <p class="hint">${rule.value != null ? html`measured ${measured(rule.value)}` : nothing}
          ${rule.threshold != null ? html` · asked for ${measured(rule.threshold)}` : nothing}
          ${rule.interval ? html` · ${Math.round(rule.interval.level * 100)} % interval ${signed(rule.interval.lower)} to ${signed(rule.interval.upper)}` : nothing}</p></div>
    </li>`;
  })}</ul>`;
}
