/** What an item of the type `complies` is answered with, and how that is said. */
export const compliesChoices = [
  { name: 'complies', vi: 'Tuân thủ', en: 'Compliant' },
  { name: 'not_complies', vi: 'Không tuân thủ', en: 'Not compliant' },
  { name: 'not_applicable', vi: 'Không áp dụng', en: 'Not applicable' },
] as const;
