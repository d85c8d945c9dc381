// The stream of events, as they happen. Read with fetch, which unlike EventSource can say who is asking.

import {credentials} from './api';
import type {LiveEvent} from './types';

export type Connection = 'connecting' | 'live' | 'lost';

const AGAIN_AFTER = 3_000;
const CALM = 300;
const ANYWAY = 10_000;
const REMEMBERED = 40;

export const live = {connection: 'connecting' as Connection, events: [] as LiveEvent[]};

let lastId = '';
let timer = 0;
let stream = new AbortController();

// A page that one has left must not hold a connection: a browser has six for each server.
addEventListener('pagehide', () => stream.abort());

/**
 * Reads for ever; says `graft-changed` when something has happened, not oftener than people can see, and now and then
 * anyway: times pass, and the stream may be lost.
 */
export async function listen(): Promise<never> {
  setInterval(() => {
    if (!document.hidden) {
      changed();
    }
  }, ANYWAY);
  for (;;) {
    try {
      await follow();
    } catch (failure) {
      console.debug('the live stream ended', failure);
    }
    say('lost');
    await new Promise(wake => setTimeout(wake, AGAIN_AFTER));
  }
}

async function follow(): Promise<void> {
  const headers = {...credentials(), Accept: 'text/event-stream', ...(lastId ? {'Last-Event-ID': lastId} : {})};
  stream = new AbortController();
  const response = await fetch('/api/events', {headers, cache: 'no-store', signal: stream.signal});
  if (!response.ok || !response.body) {
    throw new Error(`status ${response.status}`);
  }
  say('live');
  changed();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {done, value} = await reader.read();
    if (done) {
      return;
    }
    const messages = (rest + value).replace(/\r\n?/g, '\n').split('\n\n');
    rest = messages.pop() ?? '';
    messages.forEach(take);
  }
}

function take(message: string): void {
  const data: string[] = [];
  for (const line of message.split('\n')) {
    if (line.startsWith('id:')) {
      lastId = line.slice(3).trim();
    } else if (line.startsWith('data:')) {
      data.push(line.slice(5));
    }
  }
  if (data.length > 0) {
    const event = JSON.parse(data.join('\n')) as LiveEvent;
    if (event.type !== 'resync') {
      live.events = [event, ...live.events].slice(0, REMEMBERED);
    }
    changed();
  }
}

function say(connection: Connection): void {
  live.connection = connection;
  dispatchEvent(new Event('graft-connection'));
}

function changed(): void {
  if (!timer) {
    timer = window.setTimeout(() => {
      timer = 0;
      dispatchEvent(new Event('graft-changed'));
    }, CALM);
  }
}
