/** Official number of a document: `07/BB-VPHC` (Decree 30/2020/NĐ-CP: a number below 10 has a zero before it). */
export function documentNumber(number: number, symbol: string): string {
  return `${String(number).padStart(2, '0')}/${symbol}`;
}
