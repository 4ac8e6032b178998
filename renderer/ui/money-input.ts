/** What is wrong with a typed sum; the texts are `ui:money.<reason>`. */
export type MoneyFault = 'notASum' | 'tooMuch' | 'tooLittle';
export type ParsedMoney = { ok: true; dong: number } | { ok: false; fault: MoneyFault };

const words: Readonly<Record<string, number>> = {
  nghìn: 1_000,
  ngàn: 1_000,
  k: 1_000,
  triệu: 1_000_000,
  tr: 1_000_000,
  tỷ: 1_000_000_000,
  tỉ: 1_000_000_000,
};

/** Whole dong as people type them: 5500000, 5.500.000 đ, 5,500,000, 5,5 triệu. Bounds are in dong, both included. */
export function parseMoney(typed: string, bounds: { min?: number; max?: number } = {}): ParsedMoney {
  const text = typed
    .trim()
    .toLocaleLowerCase('vi')
    .normalize('NFC')
    .replace(/\s*(đ|₫|vnd|vnđ|đồng)\.?$/u, '');
  const [, figures = '', word] = /^([\d.,\s]+?)\s*(\p{L}+)?$/u.exec(text) ?? [];
  const factor = word === undefined ? 1 : words[word];
  if (!figures || factor === undefined) return { ok: false, fault: 'notASum' };
  const grouped = /^\d{1,3}([.,\s]\d{3})+$/.test(figures) && factor === 1;
  const plain = grouped ? figures.replace(/[.,\s]/g, '') : figures.replace(',', '.');
  const exact = Number(plain) * factor;
  const dong = Math.round(exact);
  const isWhole = Number.isSafeInteger(dong) && Math.abs(exact - dong) < 1e-5;
  if (!/^\d+(\.\d+)?$/.test(plain) || !isWhole) return { ok: false, fault: 'notASum' };
  if (bounds.min !== undefined && dong < bounds.min) return { ok: false, fault: 'tooLittle' };
  if (bounds.max !== undefined && dong > bounds.max) return { ok: false, fault: 'tooMuch' };
  return { ok: true, dong };
}
