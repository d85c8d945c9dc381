// Numbers and times for people.

const whole = new Intl.NumberFormat('en');

export const count = number => whole.format(number);
export const many = (number, name) => `${count(number)} ${name}${number === 1 ? '' : 's'}`;
export const share = number => number.toFixed(3);
export const short = id => (id.length > 12 ? id.slice(0, 8) : id);

export function seconds(value) {
  if (value < 90) {
    return `${Math.round(value)}\u00a0s`;
  }
  return value < 5400 ? `${Math.round(value / 60)}\u00a0min` : `${(value / 3600).toFixed(1)}\u00a0h`;
}

export function millis(value) {
  if (value === null || value === undefined) {
    return '';
  }
  return Math.abs(value) < 10000 ? `${count(value)}\u00a0ms` : seconds(value / 1000);
}

export function ago(time) {
  const passed = Math.max(0, (Date.now() - Date.parse(time)) / 1000);
  if (passed < 10) {
    return 'just now';
  }
  return passed < 86400 ? `${seconds(passed)} ago` : new Date(time).toLocaleDateString('en', {dateStyle: 'medium'});
}

export const clock = time => new Date(time).toLocaleTimeString('en-GB');
