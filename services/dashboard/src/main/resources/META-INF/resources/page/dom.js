// Elements, made from data that is only ever set as text.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== ''));
  return node;
}

export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

/**
 * Shows items in a list and touches only those that changed, so that what is open stays open and focus stays where it is.
 */
export function showList(list, items, keyOf, build, empty) {
  const there = new Map([...list.children].map(node => [node.dataset.key, node]));
  if (items.length === 0) {
    list.replaceChildren(el('li', {class: 'empty'}, empty));
    return;
  }
  const nodes = items.map(item => {
    const key = keyOf(item);
    const print = JSON.stringify(item);
    const old = there.get(key);
    if (old && old.dataset.print === print) {
      return old;
    }
    const made = build(item);
    made.dataset.key = key;
    made.dataset.print = print;
    return old ? taking(old, made) : made;
  });
  const unchanged = nodes.length === list.children.length && nodes.every((node, i) => node === list.children[i]);
  if (!unchanged) {
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const marker = focused?.dataset.focus;
    const key = focused?.closest('[data-key]')?.dataset.key;
    list.replaceChildren(...nodes);
    if (marker && !list.contains(focused)) {
      nodes.find(node => node.dataset.key === key)?.querySelector(`[data-focus="${marker}"]`)?.focus();
    } else if (focused && list.contains(focused)) {
      focused.focus();
    }
  }
}

/** What was unfolded stays unfolded. */
function taking(old, made) {
  const before = old.querySelector('details');
  const after = made.querySelector('details');
  if (before?.open && after) {
    after.open = true;
  }
  return made;
}
