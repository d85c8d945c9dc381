// A question to the model that is live.

import {html, LitElement, nothing} from 'lit';
import {ask, Failure, path, wish} from './api';
import {count, many, percent, share} from './format';
import type {Reply, Served} from './types';
import {empty, failed, Part, progress, tile} from './view';

const CALM = 5_000;
const SWAP = 1_000;
const MOST_LOOKS_BEHIND = 30;
const MOST_IMAGE_BYTES = 4_000_000;

class GraftTryIt extends LitElement {
  private served = new Part<Served>();
  private reply: Reply | null = null;
  private failure: Failure | null = null;
  private busy = false;
  private looked = 0;
  private behind = 0;
  private timer = 0;
  private readonly refresh = () => this.later(Math.max(0, this.looked + CALM - Date.now()));

  private get task() {
    return this.getAttribute('task') ?? '';
  }

  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('graft-changed', this.refresh);
    void this.look();
  }

  disconnectedCallback() {
    removeEventListener('graft-changed', this.refresh);
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  static get observedAttributes() {
    return [...super.observedAttributes, 'live'];
  }

  /** Another version is live now: the swap is soon, and nobody announces it. */
  attributeChangedCallback(name: string, before: string | null, now: string | null) {
    super.attributeChangedCallback(name, before, now);
    if (name === 'live' && before !== now && this.isConnected) {
      this.behind = 0;
      this.later(0);
    }
  }

  private later(millis: number) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), millis);
  }

  private async look() {
    this.looked = Date.now();
    await this.served.fill(ask<Served>(path('mesh/serving', this.task)));
    this.requestUpdate();
    const live = this.getAttribute('live');
    const served = this.served.value?.version;
    if (this.isConnected && live && served && String(served) !== live && this.behind < MOST_LOOKS_BEHIND) {
      this.behind++;
      this.later(SWAP);
    }
  }

  protected render() {
    return this.served.show(served => html`
      <form @submit=${this.submit}>
        ${this.input(served)}
        <div class="actions left"><button type="submit" class="btn btn-primary" ?disabled=${this.busy}>Ask version ${served.version}</button>
          <span class="hint">${count(served.answered)} answered so far</span></div>
      </form>
      ${this.failure ? failed(this.failure) : nothing}
      <div aria-live="polite">${this.reply ? this.answer(this.reply) : nothing}</div>
      ${beside(served)}`, 'Nothing answers for this task yet.');
  }

  private input(served: Served) {
    if (served.modality === 'image') {
      return html`<label class="form-label" for="try">A JPEG or PNG file</label><input class="form-control" id="try" name="image" type="file" accept="image/jpeg,image/png" required>`;
    }
    if (served.modality === 'tabular') {
      return html`<div class="fields">${(served.columns ?? []).map((column, place) => html`<div><label class="form-label" for="try-${place}">${column.name}</label>
        <input class="form-control" id="try-${place}" name=${column.name} autocomplete="off"></div>`)}</div>`;
    }
    if (served.modality === 'text-pair') {
      return html`<label class="form-label" for="try">The first text</label>
        <textarea class="form-control" id="try" name="text" rows="2" maxlength="20000" required></textarea>
        <label class="form-label" for="try-pair">The second text</label>
        <textarea class="form-control" id="try-pair" name="textPair" rows="2" maxlength="20000" required></textarea>`;
    }
    return html`<label class="form-label" for="try">A text, as your users would write it</label>
      <textarea class="form-control" id="try" name="text" rows="3" maxlength="20000" required placeholder="Where is my parcel?"></textarea>`;
  }

  private answer(reply: Reply) {
    const best = reply.predictions[0];
    return best ? html`<div class="answer"><p><b class="label">${best.label}</b> <span class="hint">version ${reply.version}, in ${reply.tookMillis.toFixed(1)} ms</span></p>
      <ul class="plain">${ranked(best).slice(0, 6).map(one => html`<li class="ranked"><span>${one.label}</span>${progress(100 * one.probability, `${one.label}: ${percent(100 * one.probability)}`)}<span>${share(one.probability)}</span></li>`)}</ul>
      ${reply.preparation?.length ? html`<p class="hint">Prepared by ${reply.preparation.join(', ')}</p>` : nothing}</div>` : empty('It gave no answer.');
  }

  private async submit(event: Event) {
    event.preventDefault();
    const served = this.served.value;
    if (this.busy || !served) {
      return;
    }
    this.busy = true;
    this.requestUpdate();
    try {
      this.reply = await wish<Reply>(path('mesh/predict', this.task), await question(served, new FormData(event.target as HTMLFormElement)));
      this.failure = null;
    } catch (failure) {
      this.reply = null;
      this.failure = failure instanceof Failure ? failure : new Failure(0, 'It could not be asked', String(failure));
    }
    this.busy = false;
    this.requestUpdate();
  }
}

/** What the predictor sees beside its answers: a version on trial, a shadow, drift of what it is asked. */
function beside({canary, shadow, drift}: Served) {
  return canary || shadow || drift ? html`<h3>Beside the answers</h3><dl class="tiles">
    ${canary ? tile('on trial', `version ${canary.version}`, canary.standing) : nothing}
    ${shadow ? tile('in the shadow', `version ${shadow.version}`, shadow.inputs ? `the same label for ${percent(100 * shadow.same / shadow.inputs)} of ${many(shadow.inputs, 'input')}` : 'not asked yet') : nothing}
    ${drift ? tile('what is asked', drift.alarm ? 'has drifted' : drift.finding.drifted ? 'may have drifted' : 'is as tested', drift.finding.sentence) : nothing}
  </dl>` : nothing;
}

function ranked(best: Reply['predictions'][number]) {
  return best.alternatives.some(one => one.label === best.label) ? best.alternatives : [best, ...best.alternatives];
}

async function question(served: Served, form: FormData): Promise<object> {
  if (served.modality === 'image') {
    return {image: await base64(form.get('image') as File)};
  }
  if (served.modality === 'tabular') {
    return {row: Object.fromEntries((served.columns ?? []).map(({name, words}) => [name, value(String(form.get(name) ?? '').trim(), Boolean(words?.length))]))};
  }
  return served.modality === 'text-pair'
    ? {text: String(form.get('text')), textPair: String(form.get('textPair'))}
    : {text: String(form.get('text'))};
}

function value(text: string, word: boolean): unknown {
  return text === '' ? null : word || Number.isNaN(Number(text)) ? text : Number(text);
}

async function base64(file: File): Promise<string> {
  if (file.size > MOST_IMAGE_BYTES) {
    throw new Failure(0, 'Too large', 'Choose a picture of at most 4 MB.');
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

customElements.define('graft-try-it', GraftTryIt);
