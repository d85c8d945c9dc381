// The question before something is done that others notice.

import {html, nothing, render} from 'lit';
import {Failure} from './api';

export interface Deed {
  title: string;
  /** What will happen, in a sentence. */
  text: string;
  verb: string;
  danger: boolean;
  /** Does it. @param reason the person's words */
  act: (reason: string) => Promise<unknown>;
}

/** Asks for a reason and a yes. Resolves when the dialogue is closed; true when it was done. */
export function confirmDeed(deed: Deed): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'deed-title');
  document.body.append(dialog);
  let busy = false;
  let done = false;
  let failure: Failure | null = null;

  const submit = async (event: Event) => {
    event.preventDefault();
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason') ?? '').trim();
    if (busy || !reason) {
      return;
    }
    busy = true;
    draw();
    try {
      await deed.act(reason);
      done = true;
      dialog.close();
    } catch (problem) {
      failure = problem instanceof Failure ? problem : new Failure(0, 'It did not work', String(problem));
      busy = false;
      draw();
    }
  };

  const draw = () => render(html`
    <form @submit=${submit}>
      <h2 id="deed-title">${deed.title}</h2>
      <p>${deed.text}</p>
      <label class="form-label" for="deed-reason">Why? It stays in the history.</label>
      <textarea class="form-control" id="deed-reason" name="reason" rows="2" maxlength="1000" required></textarea>
      ${failure ? html`<p class="alert alert-danger" role="alert"><strong>${failure.title}.</strong> ${failure.message}</p>` : nothing}
      <div class="actions">
        <button type="button" class="btn btn-outline-secondary" @click=${() => dialog.close()}>Leave it</button>
        <button type="submit" class="btn ${deed.danger ? 'btn-danger' : 'btn-primary'}" ?disabled=${busy}>${deed.verb}</button>
      </div>
    </form>`, dialog);

  draw();
  dialog.showModal();
  dialog.querySelector('textarea')?.focus();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove();
    resolve(done);
  }, {once: true}));
}
