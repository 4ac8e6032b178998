import { figure } from './figure.ts';
import { goals } from './goals.ts';
import type { Measurement } from './measurement.ts';

/** The measurements of each section as a table, in the order of the goals; what has no goal is left to `besideLines`. */
export function goalTables(measured: readonly Measurement[]): string[][] {
  const sections = [...new Set(goals.map(({ section }) => section))];
  return sections.map((section) => {
    const rows = goals.flatMap(({ section: own, measure, words, isMet }) => {
      const found = own === section && measured.find((one) => one.measure === measure);
      return found ? [[...cellsOf(found), words, isMet(found) ? 'met' : 'MISSED']] : [];
    });
    return rows.length === 0 ? [] : table([section, 'ours', 'peer', 'against', 'ratio', 'rounds', 'goal', ''], rows);
  });
}

/** What was measured besides: other peers, and what a figure is made of. */
export function besideLines(measured: readonly Measurement[]): string[] {
  const keys = new Set(goals.map(({ measure }) => measure));
  const rows = measured.filter(({ measure }) => !keys.has(measure)).map(cellsOf);
  return rows.length === 0 ? [] : table(['beside', 'ours', 'peer', 'against', 'ratio', 'rounds'], rows);
}

function cellsOf({ measure, ours, peer, peerName, ratio, unit, rounds }: Measurement): string[] {
  const theirs = peer === null ? '' : figure(peer);
  return [
    measure,
    `${figure(ours)} ${unit}`,
    theirs,
    peerName ?? '',
    ratio === null ? '' : ratio.toFixed(3),
    String(rounds),
  ];
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}
