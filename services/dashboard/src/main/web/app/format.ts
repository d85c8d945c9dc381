// Numbers, times and ids for people.

const whole = new Intl.NumberFormat('en');

export const count = (number: number): string => whole.format(number);
export const many = (number: number, name: string): string => `${count(number)} ${name}${number === 1 ? '' : 's'}`;
export const share = (number?: number | null): string => (number === null || number === undefined ? '–' : number.toFixed(3));
export const measured = (number: number): string => String(Number(number.toPrecision(3)));
export const signed = (number: number): string => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(3)}`;
export const percent = (number: number): string => `${Math.round(number)}\u00a0%`;
export const short = (id: string): string => (id.length > 14 ? id.slice(0, 8) : id);
export const words = (name: string): string => name.replace(/[-_]/g, ' ');

export function seconds(value: number): string {
  if (value < 90) {
    return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)}\u00a0s`;
  }
  return value < 5400 ? `${Math.round(value / 60)}\u00a0min` : `${(value / 3600).toFixed(1)}\u00a0h`;
}

export function millis(value: number): string {
  return Math.abs(value) < 10_000 ? `${count(Math.round(value))}\u00a0ms` : seconds(value / 1000);
}

export function ago(time: string): string {
  const passed = Math.max(0, (Date.now() - Date.parse(time)) / 1000);
  if (passed < 10) {
    return 'just now';
  }
  return passed < 86_400 ? `${seconds(passed)} ago` : new Date(time).toLocaleDateString('en', {dateStyle: 'medium'});
}

export const moment = (time: string): string => new Date(time).toLocaleString('en-GB', {dateStyle: 'medium', timeStyle: 'medium'});
export const clock = (time: string): string => new Date(time).toLocaleTimeString('en-GB');

export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)}\u00a0${units[unit]}`;
}
